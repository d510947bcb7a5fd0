package io.hongyan.history.archive;

import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.Member;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of events changes in the archive. Independent of how the log is cut into batches, and applied twice it
 * changes nothing the second time.
 */
public final class ArchiveChanges {

    /** A place in a conversation. */
    public record Place(String conversationId, long seq) {}

    /** Somebody in a conversation. */
    public record Membership(String conversationId, String userId) {}

    /**
     * What happened to a membership.
     *
     * @param joinedSeq where the latest period begins; null if it began before this batch
     * @param leftSeq where it ends; null if it goes on
     */
    public record PeriodChange(
            @Nullable Long joinedSeq, @Nullable Long leftSeq) {}

    private final Map<Place, Event> added = new LinkedHashMap<>();
    private final Set<Place> recalled = new LinkedHashSet<>();
    private final Map<Membership, PeriodChange> periods = new LinkedHashMap<>();

    private ArchiveChanges() {}

    /** The changes of events in the order of the log. Those that are not shown change nothing. */
    public static ArchiveChanges of(Collection<Event> events) {
        var changes = new ArchiveChanges();
        for (Event event : events) {
            if (event.getSeq() > 0) {
                changes.add(event);
            }
        }
        return changes;
    }

    /** Who joins or leaves by an event; nobody by most. */
    public static List<String> users(Event event) {
        return switch (event.getPayloadCase()) {
            case GROUP_CREATED ->
                event.getGroupCreated().getMembersList().stream()
                        .map(Member::getUserId)
                        .toList();
            case MEMBERS_ADDED -> event.getMembersAdded().getUserIdsList();
            case MEMBERS_REMOVED -> event.getMembersRemoved().getUserIdsList();
            case MEMBER_LEFT -> List.of(event.getActor().getUserId());
            default -> List.of();
        };
    }

    /** A message that has been taken back: its number stays, what it said goes. */
    public static Event withoutContent(Event event) {
        return event.hasMessageSent()
                ? event.toBuilder()
                        .setMessageSent(event.getMessageSent().toBuilder().clearContent())
                        .build()
                : event;
    }

    /** Events to keep, by place, in the order of the log; recalled ones already without content. */
    public Map<Place, Event> added() {
        return Map.copyOf(added);
    }

    /** Places of messages that were recalled by this batch, wherever they are. */
    public List<Place> recalled() {
        return List.copyOf(recalled);
    }

    /** What happened to memberships of groups. */
    public Map<Membership, PeriodChange> periods() {
        return Map.copyOf(periods);
    }

    private void add(Event event) {
        added.put(new Place(event.getConversationId(), event.getSeq()), event);
        switch (event.getPayloadCase()) {
            case MESSAGE_RECALLED ->
                recall(new Place(
                        event.getConversationId(), event.getMessageRecalled().getTargetSeq()));
            case GROUP_CREATED, MEMBERS_ADDED -> join(event, users(event));
            case MEMBERS_REMOVED, MEMBER_LEFT -> leave(event, users(event));
            default -> {} // shown, and nothing else
        }
    }

    private void recall(Place target) {
        // From the batch, and from the table all the same: what is read again is there already, and not added again.
        added.computeIfPresent(target, (place, event) -> withoutContent(event));
        recalled.add(target);
    }

    private void join(Event event, List<String> userIds) {
        for (String userId : userIds) {
            periods.put(new Membership(event.getConversationId(), userId), new PeriodChange(event.getSeq(), null));
        }
    }

    private void leave(Event event, List<String> userIds) {
        for (String userId : userIds) {
            periods.merge(
                    new Membership(event.getConversationId(), userId),
                    new PeriodChange(null, event.getSeq()),
                    (before, leaving) -> new PeriodChange(before.joinedSeq(), leaving.leftSeq()));
        }
    }
}
