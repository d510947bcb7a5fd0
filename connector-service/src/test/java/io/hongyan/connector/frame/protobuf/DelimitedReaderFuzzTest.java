package io.hongyan.connector.frame.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import io.hongyan.connector.frame.Decoded;
import io.hongyan.connector.frame.EveryFrame;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.testkit.fuzz.FuzzTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What comes over TCP. The first byte says how the stream is cut, the rest is the stream: however it is cut, the frames
 * are the same; the reader ends with the first thing that is none; and it never holds more than a frame.
 */
class DelimitedReaderFuzzTest implements FuzzTarget {

    private static final int FRAME_BYTES_MAX = 512;

    @Override
    public void check(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int cut = 1 + Byte.toUnsignedInt(input[0]);

        List<Decoded> whole = read(input, input.length);
        List<Decoded> cutUp = read(input, cut);

        assertThat(cutUp).isEqualTo(whole);
        assertThat(whole.size()).isLessThanOrEqualTo(input.length);
        for (int i = 0; i < whole.size(); i++) {
            if (whole.get(i) instanceof Decoded.Broken broken) {
                assertThat(broken.code())
                        .isIn(ErrorCode.ERROR_CODE_MALFORMED_FRAME, ErrorCode.ERROR_CODE_FRAME_TOO_LARGE);
                assertThat(i).isEqualTo(whole.size() - 1);
            }
        }
    }

    private static List<Decoded> read(byte[] input, int cut) {
        var reader = new DelimitedReader(FRAME_BYTES_MAX);
        List<Decoded> frames = new ArrayList<>();
        for (int at = 1; at < input.length; at += cut) {
            reader.feed(input, at, Math.min(cut, input.length - at));
            for (Decoded frame = reader.next(); frame != null; frame = reader.next()) {
                frames.add(frame);
            }
            assertThat(reader.bytesHeld()).isLessThanOrEqualTo(FRAME_BYTES_MAX + 5);
        }
        return frames;
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        var all = new ByteArrayOutputStream();
        all.write(16);
        for (ClientFrame frame : EveryFrame.all()) {
            writeDelimited(frame, all);
            var one = new ByteArrayOutputStream();
            one.write(2);
            writeDelimited(frame, one);
            seeds.add(one.toByteArray());
        }
        seeds.add(all.toByteArray());
        seeds.add(new byte[] {0, -1, -1, -1, -1, 15});
        return seeds;
    }

    private static void writeDelimited(ClientFrame frame, ByteArrayOutputStream to) {
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(to);
            out.writeUInt32NoTag(frame.getSerializedSize());
            frame.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
