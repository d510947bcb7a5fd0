package io.hongyan.bench.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.client.v1.ClientEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissedTest {

    private final Missed missed = new Missed(1, 4);

    @Test
    void itIsCompleteWithTheLastEvent() {
        assertThat(missed.came(List.of(event(2), event(3)))).isTrue();
        assertThat(missed.isComplete()).isFalse();
        assertThat(missed.have()).isEqualTo(3);

        assertThat(missed.came(List.of(event(4)))).isTrue();
        assertThat(missed.isComplete()).isTrue();
    }

    @Test
    void aHoleAndARepetitionAreNotWhatFollows() {
        assertThat(missed.came(List.of(event(3)))).isFalse();
        assertThat(missed.came(List.of(event(2), event(2)))).isFalse();
    }

    private static ClientEvent event(long seq) {
        return ClientEvent.newBuilder().setSeq(seq).build();
    }
}
