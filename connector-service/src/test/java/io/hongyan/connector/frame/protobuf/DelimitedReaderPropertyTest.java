package io.hongyan.connector.frame.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.hongyan.connector.frame.Decoded;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Send;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Custom;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

class DelimitedReaderPropertyTest {

    private static final int FRAME_BYTES_MAX = 300;

    /** However the network cuts the stream, the frames are the same, and nothing is held after the last. */
    @Property(tries = 300)
    void framesDoNotDependOnHowTheStreamIsCut(
            @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 250) Integer> sizes,
            @ForAll @NotEmpty List<@IntRange(min = 1, max = 400) Integer> cuts)
            throws IOException {
        List<Decoded> sent = new ArrayList<>();
        var stream = new ByteArrayOutputStream();
        for (int size : sizes) {
            ClientFrame frame = frame(sent.size() + 1, size);
            sent.add(new Decoded.Known(frame));
            frame.writeDelimitedTo(stream);
        }
        var reader = new DelimitedReader(FRAME_BYTES_MAX);

        List<Decoded> read = readAll(reader, stream.toByteArray(), cuts);

        assertThat(read).isEqualTo(sent);
        assertThat(reader.bytesHeld()).isZero();
    }

    /** Whatever comes: as many frames as bytes at most, one thing broken and that last, and never more held than a frame. */
    @Property(tries = 1000)
    void rubbishCostsBoundedWorkAndMemory(
            @ForAll byte[] rubbish, @ForAll @NotEmpty List<@IntRange(min = 1, max = 50) Integer> cuts) {
        var reader = new DelimitedReader(FRAME_BYTES_MAX);

        List<Decoded> read = readAll(reader, rubbish, cuts);

        assertThat(read).hasSizeLessThanOrEqualTo(rubbish.length);
        assertThat(read.stream().limit(Math.max(0, read.size() - 1))).noneMatch(Decoded.Broken.class::isInstance);
        assertThat(reader.bytesHeld()).isLessThanOrEqualTo(FRAME_BYTES_MAX + 5);
    }

    private static List<Decoded> readAll(DelimitedReader reader, byte[] stream, List<Integer> cuts) {
        List<Decoded> read = new ArrayList<>();
        int at = 0;
        for (int turn = 0; at < stream.length; turn++) {
            int length = Math.min(cuts.get(turn % cuts.size()), stream.length - at);
            reader.feed(stream, at, length);
            at += length;
            for (Decoded next = reader.next(); next != null; next = reader.next()) {
                read.add(next);
            }
        }
        return read;
    }

    private static ClientFrame frame(int id, int size) {
        var custom = Custom.newBuilder().setData(ByteString.copyFrom(new byte[size]));
        return ClientFrame.newBuilder()
                .setId(id)
                .setSend(Send.newBuilder().setContent(Content.newBuilder().setCustom(custom)))
                .build();
    }
}
