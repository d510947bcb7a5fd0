package io.hongyan.client.inbox;

import static java.util.Comparator.comparingLong;

import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.events.v1.GroupRules;
import io.hongyan.proto.events.v1.Role;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as this device knows it at one moment.
 *
 * @param id {@code d:<user>:<user>} for two people, {@code g:…} for a group
 * @param name the group's name; empty for two people
 * @param firstSeq the lowest seq the user may see
 * @param haveSeq the seq up to which this device has shown everything
 * @param readSeq the user's read cursor
 * @param unread exact: countable messages beyond the cursor, not one's own, not recalled
 * @param mentions those of them that speak to the user by name, or to everyone
 * @param muted whether it stays out of the badge
 * @param blocked whether the user blocked the other one
 * @param role the user's role in a group
 * @param memberCount how many members it has
 * @param left whether the user has left it
 * @param lastEvent the latest event, if one is known
 * @param peerDeliveredSeq the other one's delivery cursor; 0 in groups
 * @param peerReadSeq the other one's read cursor; 0 in groups
 * @param rules who may do what in a group; what is not set is as by default
 * @param arrangement how the user's own list has it: pinned, archived, marked as unread
 * @param silencedUntilMs until when an admin keeps the user from speaking, in milliseconds since 1970 UTC; 0, or over: may
 * @param timerMs how long after they were sent messages disappear that are sent now, in milliseconds; 0: they stay
 */
public record Conversation(
        String id,
        String name,
        long firstSeq,
        long haveSeq,
        long readSeq,
        long unread,
        UnreadMentions mentions,
        boolean muted,
        boolean blocked,
        Role role,
        int memberCount,
        boolean left,
        @Nullable ClientEvent lastEvent,
        long peerDeliveredSeq,
        long peerReadSeq,
        GroupRules rules,
        Arrangement arrangement,
        long silencedUntilMs,
        long timerMs) {

    private static final String PREFIX = "d:";

    /** As a list shows them: pinned ones first, the last pinned on top; then the latest first. */
    public static final Comparator<Conversation> LIST_ORDER = comparingLong(
                    (Conversation conversation) -> conversation.arrangement.pinnedMs())
            .thenComparingLong(Conversation::lastTimeMs)
            .reversed()
            .thenComparing(Conversation::id);

    /** The id of the conversation of two people, in either order. */
    public static String idBetween(String one, String other) {
        return one.compareTo(other) < 0 ? PREFIX + one + ":" + other : PREFIX + other + ":" + one;
    }

    /** Whether it is a conversation of two. */
    public boolean isOfTwo() {
        return id.startsWith(PREFIX);
    }

    /** The other one of two, from the conversation's id; null in a group. */
    public static @Nullable String peerOf(String conversationId, String user) {
        if (!conversationId.startsWith(PREFIX)) {
            return null;
        }
        String pair = conversationId.substring(PREFIX.length());
        int colon = pair.indexOf(':'); // user ids have none
        String first = colon < 0 ? pair : pair.substring(0, colon);
        return first.equals(user) ? pair.substring(colon + 1) : first;
    }

    /** Whether the user may write here, as far as the device knows, but for a while of {@link #silencedUntilMs}. */
    public boolean mayPost() {
        Role least = rules.getPost() == Role.ROLE_UNSPECIFIED ? Role.ROLE_MEMBER : rules.getPost();
        return !left && !blocked && (isOfTwo() || role.compareTo(least) >= 0);
    }

    /** Whether it stands before those that are not. */
    public boolean isPinned() {
        return arrangement.pinnedMs() > 0;
    }

    /** Whether it is to be kept out of the way. */
    public boolean isArchived() {
        return arrangement.archivedSeq() > 0;
    }

    /** When something last happened, in milliseconds since 1970 UTC; 0 if unknown. */
    public long lastTimeMs() {
        return lastEvent == null ? 0 : lastEvent.getTimeMs();
    }
}
