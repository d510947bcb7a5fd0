package io.hongyan.message.unread;

import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.Member;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What conversation ids say, and which events cannot be true. */
public final class Conversations {

    private static final Pattern TWO = Pattern.compile("d:([A-Za-z0-9._@-]{1,64}):([A-Za-z0-9._@-]{1,64})");
    private static final Pattern GROUP = Pattern.compile("g:[0-9a-z]{26}");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

    private Conversations() {}

    /** Whether this can be a user. */
    public static boolean isUser(String userId) {
        return USER.matcher(userId).matches();
    }

    /** Whether this can be a conversation. */
    public static boolean isConversation(String conversationId) {
        return !two(conversationId).isEmpty() || GROUP.matcher(conversationId).matches();
    }

    /** The two people of a conversation of two; empty for a group. */
    public static List<String> two(String conversationId) {
        Matcher two = TWO.matcher(conversationId);
        return two.matches() && two.group(1).compareTo(two.group(2)) < 0
                ? List.of(two.group(1), two.group(2))
                : List.of();
    }

    /**
     * What is wrong with an event that the sequencer cannot have written; null if nothing. Kinds of a newer release are
     * fine: they count as events of which this release shows a number only.
     */
    public static @Nullable String objection(@Nullable String key, Event event) {
        if (!event.getConversationId().equals(key)) {
            return "The key is not the event's conversation.";
        }
        if (!isConversation(event.getConversationId())) {
            return "The conversation id is neither that of two people nor that of a group.";
        }
        if (event.getRevision() <= 0) {
            return "The event has no revision.";
        }
        if (event.getSeq() < 0 || event.getSeq() != 0 && event.getSeq() != event.getHeadSeq()) {
            return "The event's seq is not the head.";
        }
        if (event.getCseq() < 0 || event.getCseq() > event.getHeadSeq()) {
            return "The event's cseq is beyond the head.";
        }
        if (event.getPayloadCase() == Event.PayloadCase.MESSAGE_SENT && event.getSeq() == 0) {
            return "The message has no seq.";
        }
        return users(event).allMatch(Conversations::isUser) ? null : "A user id has not the known form.";
    }

    /** Everybody whom an event names and who becomes part of a row. */
    private static Stream<String> users(Event event) {
        List<String> others = switch (event.getPayloadCase()) {
            case GROUP_CREATED ->
                event.getGroupCreated().getMembersList().stream()
                        .map(Member::getUserId)
                        .toList();
            case MEMBERS_ADDED -> event.getMembersAdded().getUserIdsList();
            case MEMBERS_REMOVED -> event.getMembersRemoved().getUserIdsList();
            case MEMBERS_SILENCED -> event.getMembersSilenced().getUserIdsList();
            case ROLE_CHANGED -> List.of(event.getRoleChanged().getUserId());
            case MEMBER_LEFT -> {
                String next = event.getMemberLeft().getNewOwnerId();
                yield next.isEmpty() ? List.of() : List.of(next);
            }
            default -> List.of();
        };
        return Stream.concat(Stream.of(event.getActor().getUserId()), others.stream());
    }
}
