package io.hongyan.history.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ReceivingPropertyTest {

    /** Whoever sends from what it is told is there, cut off wherever, in the end has sent every byte once and in its place. */
    @Property
    void anUploadThatIsCutAnywhereHasEveryByteOnce(
            @ForAll @IntRange(min = 1, max = 200) int size,
            @ForAll @Size(max = 30) List<@IntRange(max = 100) Integer> cuts,
            @ForAll long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        var there = new ByteArrayOutputStream();

        for (int cut : cuts) {
            send(bytes, there, cut);
        }
        send(bytes, there, size);

        assertThat(there.toByteArray()).isEqualTo(bytes);
        assertThat(Receiving.decide(size, there.size(), 0, size)).isEqualTo(new Receiving.Complete());
    }

    /** What is taken follows what is there, and never leads beyond what was announced. */
    @Property
    void nothingIsWrittenAnywhereElse(
            @ForAll @IntRange(min = 1, max = 1000) int size,
            @ForAll @IntRange(max = 1000) int received,
            @ForAll @IntRange(max = 1000) int offset,
            @ForAll @IntRange(min = -1, max = 1000) int length) {
        switch (Receiving.decide(size, received, offset, length)) {
            case Receiving.Taken taken -> {
                assertThat(taken.offset()).isEqualTo(received).isEqualTo(offset);
                assertThat(taken.offset() + taken.bytesMax()).isEqualTo(size);
                assertThat((long) length).isLessThanOrEqualTo(taken.bytesMax());
            }
            case Receiving.Complete _ -> assertThat(received).isGreaterThanOrEqualTo(size);
            case Receiving.Elsewhere _ -> assertThat(offset).isNotEqualTo(received);
            case Receiving.TooMany _ -> assertThat(offset + length).isGreaterThan(size);
        }
    }

    private static void send(byte[] bytes, ByteArrayOutputStream there, int cut) {
        int offset = there.size();
        if (Receiving.decide(bytes.length, offset, offset, bytes.length - offset) instanceof Receiving.Taken taken) {
            there.write(bytes, offset, (int) Math.min(cut, taken.bytesMax()));
        }
    }
}
