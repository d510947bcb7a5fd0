package io.hongyan.message.unread;

/**
 * How far a consumer has come in a partition that it was given. Offsets, each the next one to come.
 *
 * <p>Between the last record and the position lie only marks of transactions and what was aborted: nothing that anybody
 * will ever apply. A poll that brings nothing else brings no batch either, hence nobody moves the stored position over
 * it; {@link #hasGap} says when that is to be made up for.
 *
 * @param recordsEnd after the last record polled
 * @param position after everything polled
 * @param applied where the projection stands, as far as this consumer moved it
 */
public record PolledPartition(long recordsEnd, long position, long applied) {

    /** A partition that was just given to the consumer, which starts at the stored position. */
    public static PolledPartition assigned(long offset) {
        return new PolledPartition(offset, offset, offset);
    }

    /** After a poll that brought records up to the first offset, or none where that is 0, and ended at the second. */
    public PolledPartition polled(long newRecordsEnd, long newPosition) {
        return new PolledPartition(Math.max(recordsEnd, newRecordsEnd), Math.max(position, newPosition), applied);
    }

    /** After the stored position was moved. */
    public PolledPartition applied(long offset) {
        return new PolledPartition(recordsEnd, position, Math.max(applied, offset));
    }

    /** Whether every record polled is applied, and the position is still short of what was polled. */
    public boolean hasGap() {
        return applied >= recordsEnd && applied < position;
    }
}
