package io.hongyan.message.unread;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PolledPartitionTest {

    @Test
    void marksAfterEverythingAppliedAreAGap() {
        PolledPartition partition = PolledPartition.assigned(5).polled(0, 8);

        assertThat(partition).isEqualTo(new PolledPartition(5, 8, 5));
        assertThat(partition.hasGap()).isTrue();
        assertThat(partition.applied(8).hasGap()).isFalse();
    }

    @Test
    void nothingIsSkippedWhileARecordIsUnapplied() {
        PolledPartition partition = PolledPartition.assigned(5).polled(7, 8).polled(0, 10);

        assertThat(partition.hasGap()).isFalse();
        assertThat(partition.applied(6).hasGap()).isFalse();
        assertThat(partition.applied(7).hasGap()).isTrue();
    }

    @Test
    void aBatchThatIsAppliedToItsEndLeavesNoGap() {
        assertThat(PolledPartition.assigned(0).polled(3, 4).applied(4).hasGap()).isFalse();
    }
}
