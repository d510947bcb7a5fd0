package io.hongyan.bench.offline;

import io.hongyan.proto.client.v1.ClientEvent;
import java.util.List;

/** What a device has of one conversation that it catches up on, from a number on that it had. Not for several threads. */
final class Missed {

    private final long head;
    private long have;

    /**
     * Nothing has come yet.
     *
     * @param have the number up to which the device had everything
     * @param head the number of the last event
     */
    Missed(long have, long head) {
        this.have = have;
        this.head = head;
    }

    /** Some events came, oldest first; false if one of them is not the next. */
    boolean came(List<ClientEvent> events) {
        for (ClientEvent event : events) {
            if (event.getSeq() != have + 1) {
                return false;
            }
            have = event.getSeq();
        }
        return true;
    }

    /** The number up to which nothing is missing. */
    long have() {
        return have;
    }

    /** Whether nothing is missing at all. */
    boolean isComplete() {
        return have >= head;
    }
}
