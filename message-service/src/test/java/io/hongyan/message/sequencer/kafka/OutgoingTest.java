package io.hongyan.message.sequencer.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutgoingTest {

    private static final Outgoing TO_THREE = new Outgoing(3, new byte[] {1});

    @Test
    void repliesGoToTheirSlotIfTheTopicHasIt() {
        assertThat(Outgoing.IF_THERE.partitions("t", "k", TO_THREE, 4)).isEqualTo(Optional.of(Set.of(3)));
        assertThat(Outgoing.IF_THERE.partitions("t", "k", TO_THREE, 3)).isEqualTo(Optional.of(Set.of()));
    }

    @Test
    void eventsGoWhereTheirCommandCameFromWhateverTheTopicHas() {
        assertThat(Outgoing.ALWAYS.partitions("t", "k", TO_THREE, 4)).isEqualTo(Optional.of(Set.of(3)));
        assertThat(Outgoing.ALWAYS.partitions("t", "k", TO_THREE, 3)).isEqualTo(Optional.of(Set.of(3)));
    }
}
