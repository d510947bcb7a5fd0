package io.hongyan.push.audience;

import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.Member;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds fault with events that are well-formed and still cannot be. */
public final class Objections {

    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern CONVERSATION =
            Pattern.compile("d:[A-Za-z0-9._@-]{1,64}:[A-Za-z0-9._@-]{1,64}|g:[0-9a-z]{26}");
    private static final long TIME_MAX_MILLIS = 253_402_300_799_999L; // the year 9999: what a timestamp column takes

    private Objections() {}

    /** What is wrong with a record, as a sentence without any of its content; null if nothing. */
    public static @Nullable String against(@Nullable String key, Event event) {
        if (!event.getConversationId().equals(key)) {
            return "The key is not the event's conversation.";
        }
        if (!CONVERSATION.matcher(event.getConversationId()).matches()) {
            return "The conversation id has none of the known forms.";
        }
        if (event.getRevision() < 1) {
            return "The revision is not positive.";
        }
        if (event.getTimeMs() < 0 || event.getTimeMs() > TIME_MAX_MILLIS) {
            return "The time is out of range.";
        }
        if (event.getPayloadCase() == Event.PayloadCase.MESSAGE_SENT && event.getSeq() < 1) {
            return "The message has no seq.";
        }
        return users(event).allMatch(Objections::isUser) ? null : "A user id has not the known form.";
    }

    /** Whether something is the id of a user, by its form. */
    static boolean isUser(String id) {
        return USER.matcher(id).matches();
    }

    /** Whether something is the id of a device, by its form. */
    static boolean isDevice(String id) {
        return DEVICE.matcher(id).matches();
    }

    private static Stream<String> users(Event event) {
        List<String> others = switch (event.getPayloadCase()) {
            case GROUP_CREATED ->
                event.getGroupCreated().getMembersList().stream()
                        .map(Member::getUserId)
                        .toList();
            case MEMBERS_ADDED -> event.getMembersAdded().getUserIdsList();
            case MEMBERS_REMOVED -> event.getMembersRemoved().getUserIdsList();
            default -> List.of();
        };
        return Stream.concat(Stream.of(event.getActor().getUserId()), others.stream());
    }
}
