package io.hongyan.history.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrientationTest {

    @Test
    void itIsReadInBothOrdersOfBytes() {
        for (int orientation = 1; orientation <= 8; orientation++) {
            assertThat(Orientation.of(TurnedPhoto.jpeg(ByteOrder.LITTLE_ENDIAN, orientation)))
                    .isEqualTo(orientation);
            assertThat(Orientation.of(TurnedPhoto.jpeg(ByteOrder.BIG_ENDIAN, orientation)))
                    .isEqualTo(orientation);
        }
    }

    @Test
    void nonsenseIsUpright() {
        assertThat(Orientation.of(TurnedPhoto.jpeg(ByteOrder.BIG_ENDIAN, 9))).isEqualTo(Orientation.UPRIGHT);
        assertThat(Orientation.of(TurnedPhoto.jpeg(ByteOrder.BIG_ENDIAN, 0))).isEqualTo(Orientation.UPRIGHT);
        assertThat(Orientation.of(new byte[0])).isEqualTo(Orientation.UPRIGHT);
    }

    /** Whatever the bytes: there is an answer, and soon. */
    @Test
    void anyBytesAreRead() {
        var random = new Random(7);
        byte[] good = TurnedPhoto.jpeg(ByteOrder.LITTLE_ENDIAN, 6);
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = good.clone();
            for (int j = 0; j < 3; j++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            byte[] shorter = Arrays.copyOf(bad, random.nextInt(bad.length + 1));

            assertThat(Orientation.of(shorter)).isBetween(1, 8);
        }
    }
}
