package io.hongyan.message.router;

import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.Member;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds fault with events that no sequencer can have written. Ids are looked at because the other services are asked about
 * them: a question that they refuse would be asked for ever.
 */
public final class Objections {

    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final Pattern GROUP = Pattern.compile("g:[0-9a-z]{26}");

    private Objections() {}

    /** What is wrong with a record, as a sentence without any of its content; null if nothing. */
    public static @Nullable String against(@Nullable String key, Event event) {
        String conversation = event.getConversationId();
        if (!conversation.equals(key)) {
            return "The key is not the event's conversation.";
        }
        if (!GROUP.matcher(conversation).matches() && Duo.of(conversation).isEmpty()) {
            return "The conversation is neither of two people nor a group.";
        }
        if (event.getRevision() == 0 || event.getActor().getUserId().isEmpty()) {
            return "The event has no revision or no actor.";
        }
        if (event.getSeq() < 0 || event.getHeadSeq() < 0 || event.getCseq() < 0) { // unsigned, in Java
            return "A number of the event is beyond all that are given out.";
        }
        if (event.getPayloadCase() == Event.PayloadCase.MESSAGE_SENT && event.getSeq() == 0) {
            return "The message has no seq.";
        }
        return users(event).allMatch(user -> USER.matcher(user).matches()) ? null : "A user id has not the known form.";
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
        Stream<String> two = Duo.of(event.getConversationId()).stream().flatMap(duo -> duo.users().stream());
        return Stream.concat(Stream.concat(Stream.of(event.getActor().getUserId()), two), others.stream());
    }
}
