package io.hongyan.message.audit;

import io.hongyan.proto.events.v1.Role;

/**
 * What is known of a user in a conversation, and how many messages there are unread.
 *
 * @param role unspecified for two people and for whoever has left
 * @param joinedSeq from where on the user sees it
 * @param leftSeq the event of leaving; 0 for a member
 * @param readSeq the read cursor
 * @param deliveredSeq the highest seq any device has
 * @param muted whether the user muted it
 * @param blocked whether the user blocked the other one
 * @param pinnedMs when the user pinned it; 0: it is not
 * @param archivedSeq the head when the user archived it; 0: it is not, or something brought it out
 * @param markedUnread whether the user marked it as unread
 * @param ownVersion how often the user changed what is the user's own
 * @param silencedUntilMs until when an admin keeps the user from speaking; 0: nobody does
 * @param unread the count; 0 for whoever has left
 * @param unreadMentions how many of those speak to the user by name, or to everyone
 */
public record Standing(
        Role role,
        long joinedSeq,
        long leftSeq,
        long readSeq,
        long deliveredSeq,
        boolean muted,
        boolean blocked,
        long pinnedMs,
        long archivedSeq,
        boolean markedUnread,
        long ownVersion,
        long silencedUntilMs,
        long unread,
        long unreadMentions) {

    /** The same but for the counts. */
    Standing withUnread(long count, long mentions) {
        return new Standing(
                role,
                joinedSeq,
                leftSeq,
                readSeq,
                deliveredSeq,
                muted,
                blocked,
                pinnedMs,
                archivedSeq,
                markedUnread,
                ownVersion,
                silencedUntilMs,
                count,
                mentions);
    }
}
