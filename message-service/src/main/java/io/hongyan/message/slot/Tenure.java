package io.hongyan.message.slot;

/**
 * One life of this process at one slot.
 *
 * @param slot the partition of {@code hongyan.replies.v1} at which it is answered
 * @param bootId the life; answers that name another are not for it
 */
public record Tenure(int slot, String bootId) {

    /** The slot may be used from now on. */
    public record Began(Tenure tenure) {}

    /** The slot may not be used any more: somebody else may hold it. */
    public record Ended(Tenure tenure) {}
}
