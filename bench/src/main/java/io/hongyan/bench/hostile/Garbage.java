package io.hongyan.bench.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Hello;
import io.hongyan.proto.client.v1.Ping;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;

/** What hostile connections send. */
enum Garbage {

    /** Bytes at random. */
    RUBBISH {
        @Override
        byte[] first(SplittableRandom random) {
            return bytes(random, 1 + random.nextInt(2_000));
        }
    },

    /** The beginning of a frame that would be huge. */
    HUGE {
        @Override
        byte[] first(SplittableRandom random) {
            return new byte[] {-1, -1, -1, -1, 7, 10};
        }
    },

    /** Another protocol. */
    HTTP {
        @Override
        byte[] first(SplittableRandom random) {
            return "GET / HTTP/1.1\r\nHost: example.org\r\nUser-Agent: scanner\r\n\r\n".getBytes(US_ASCII);
        }
    },

    /** A frame before Hello. */
    UNINVITED {
        @Override
        byte[] first(SplittableRandom random) {
            return delimited(ClientFrame.newBuilder().setId(1).setPing(Ping.getDefaultInstance()));
        }
    },

    /** A Hello with a token that is well-formed and signed by nobody. */
    FALSE_TOKEN {
        @Override
        byte[] first(SplittableRandom random) {
            String signature = "A".repeat(86);
            return delimited(ClientFrame.newBuilder()
                    .setId(1)
                    .setHello(Hello.newBuilder()
                            .setToken("eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJtYWxsb3J5In0." + signature)
                            .setDeviceId("d" + random.nextInt(1_000_000))));
        }
    },

    /** Nothing at all. */
    SILENT {
        @Override
        byte[] first(SplittableRandom random) {
            return new byte[0];
        }
    },

    /** Rubbish without end, whether or not it was answered. */
    ENDLESS {
        @Override
        byte[] first(SplittableRandom random) {
            return bytes(random, 16_384);
        }

        @Override
        boolean endless() {
            return true;
        }
    };

    /** What is sent when the connection is open. */
    abstract byte[] first(SplittableRandom random);

    /** Whether the same is sent again as long as the connection takes it. */
    boolean endless() {
        return false;
    }

    private static byte[] bytes(SplittableRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] delimited(ClientFrame.Builder frame) {
        var bytes = new ByteArrayOutputStream();
        try {
            frame.build().writeDelimitedTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
