package io.hongyan.connector.frame.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.connector.frame.Decoded;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Ping;
import io.hongyan.proto.error.v1.ErrorCode;
import org.junit.jupiter.api.Test;

class DelimitedReaderTest {

    private final DelimitedReader reader = new DelimitedReader(1000);

    @Test
    void aFrameThatIsTooLongIsKnownFromItsLengthAlone() {
        feed(0xe9, 0x07); // 1001

        Decoded frame = reader.next();

        assertThat(frame)
                .isEqualTo(new Decoded.Broken(
                        ErrorCode.ERROR_CODE_FRAME_TOO_LARGE,
                        "a frame may have 1000 bytes, this one has 1001 or more"));
    }

    @Test
    void theLongestLengthIsTooLong() {
        feed(0xff, 0xff, 0xff, 0xff, 0x7f);

        assertThat(reader.next()).isEqualTo(Decoded.tooLarge((1L << 35) - 1, 1000));
    }

    @Test
    void aLengthOfMoreThanFiveBytesIsMalformed() {
        feed(0x80, 0x80, 0x80, 0x80, 0x80);

        Decoded frame = reader.next();

        assertThat(frame).isEqualTo(Decoded.malformed("the length before a frame has more than 5 bytes"));
    }

    @Test
    void afterSomethingBrokenNothingIsReadOrHeld() {
        feed(3, 0xff, 0xff, 0xff);
        Decoded broken = reader.next();

        feed(2, 0x52, 0);

        assertThat(broken).isEqualTo(Decoded.malformed("the bytes are not a ClientFrame in Protobuf"));
        assertThat(reader.next()).isNull();
        assertThat(reader.bytesHeld()).isZero();
    }

    @Test
    void aFrameThatIsCutIsWaitedFor() {
        feed(4, 0x08, 7, 0x52);
        Decoded early = reader.next();

        feed(0);

        assertThat(early).isNull();
        assertThat(reader.next()).isEqualTo(new Decoded.Known(ping(7)));
    }

    @Test
    void aBodyOfANewerReleaseIsUnknown() {
        feed(6, 0x08, 7, 0xfa, 0x06, 1, 0); // field 111

        assertThat(reader.next()).isEqualTo(new Decoded.Unknown(7));
    }

    @Test
    void anEmptyFrameIsUnknownAndWithoutId() {
        feed(0);

        assertThat(reader.next()).isEqualTo(new Decoded.Unknown(0));
    }

    @Test
    void aChunkIsNotKeptForTheSakeOfItsLastBytes() {
        byte[] chunk = new byte[65_536];
        chunk[0] = 100;
        reader.feed(chunk, 0, 10);
        reader.next();

        chunk[1] = 55; // the socket writes its next chunk over it

        reader.feed(new byte[91], 0, 91);
        assertThat(reader.next()).isEqualTo(Decoded.malformed("the bytes are not a ClientFrame in Protobuf"));
    }

    private void feed(int... bytes) {
        byte[] chunk = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            chunk[i] = (byte) bytes[i];
        }
        reader.feed(chunk, 0, chunk.length);
    }

    private static ClientFrame ping(int id) {
        return ClientFrame.newBuilder()
                .setId(id)
                .setPing(Ping.getDefaultInstance())
                .build();
    }
}
