package io.hongyan.message.router;

import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.Member;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who is in a group as of an event. What was asked for may already know later events: applying those again changes
 * nothing, because who joins and leaves is told apart by sequence.
 *
 * @param revision the event up to which this is known to be complete
 * @param joined for each member the seq of the event by which they joined
 */
public record Members(long revision, Map<String, Long> joined) {

    public Members {
        joined = Map.copyOf(joined);
    }

    /** The first members of a group, as the event says that created it. */
    public static Members ofCreated(Event event) {
        return new Members(
                event.getRevision(),
                event.getGroupCreated().getMembersList().stream()
                        .collect(Collectors.toMap(Member::getUserId, _ -> event.getSeq(), (first, _) -> first)));
    }

    /** Whether this can tell the members after an event: it is the next one, or one already known. */
    public boolean reaches(Event event) {
        return event.getRevision() <= revision + 1;
    }

    /** The members after an event that this {@linkplain #reaches reaches}. */
    public Members after(Event event) {
        if (event.getRevision() <= revision) {
            return this;
        }
        return switch (event.getPayloadCase()) {
            case MEMBERS_ADDED -> {
                var after = new HashMap<>(joined);
                for (String user : event.getMembersAdded().getUserIdsList()) {
                    after.merge(user, event.getSeq(), Math::max);
                }
                yield new Members(event.getRevision(), after);
            }
            case MEMBERS_REMOVED -> without(event, event.getMembersRemoved().getUserIdsList());
            case MEMBER_LEFT -> without(event, List.of(event.getActor().getUserId()));
            default -> new Members(event.getRevision(), joined); // copyOf does not copy what is immutable
        };
    }

    private Members without(Event event, Iterable<String> users) {
        var after = new HashMap<>(joined);
        for (String user : users) {
            after.computeIfPresent(user, (_, seq) -> seq > event.getSeq() ? seq : null); // has joined again since
        }
        return new Members(event.getRevision(), after);
    }
}
