package io.hongyan.history.archive;

import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.Member;
import io.hongyan.proto.events.v1.ReactionChanged;
import java.util.ArrayList;
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

    /** What somebody may say of a message in one way. */
    public record Reaction(Place target, String userId, String emoji) {}

    /**
     * The last word of a batch on a reaction.
     *
     * @param present whether it stands
     * @param seq of the event that says so
     */
    public record ReactionChange(boolean present, long seq) {}

    /** A word on a reaction that is not the last one. */
    public record PastReaction(Reaction reaction, ReactionChange change) {}

    private final Map<Place, Event> added = new LinkedHashMap<>();
    private final Set<Place> recalled = new LinkedHashSet<>();
    private final Map<Place, List<Event>> edited = new LinkedHashMap<>();
    private final Map<Reaction, ReactionChange> reactions = new LinkedHashMap<>();
    private final List<PastReaction> pastReactions = new ArrayList<>();
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

    /** Events to keep, by place, as the log has them. */
    public Map<Place, Event> added() {
        return Map.copyOf(added);
    }

    /** Places of messages that this batch takes back or edits, wherever they are. */
    public Set<Place> targets() {
        Set<Place> targets = new LinkedHashSet<>(recalled);
        targets.addAll(edited.keySet());
        return targets;
    }

    /**
     * What the events are to be like, given what is stored already.
     *
     * @param stored the events at the {@link #targets}, and for each of these the last edit that is stored
     */
    public Revision revised(Map<Place, Event> stored) {
        var revision = new Revision(added, stored);
        targets()
                .forEach(target ->
                        revision.revise(target, edited.getOrDefault(target, List.of()), recalled.contains(target)));
        return revision;
    }

    /** The last word on each reaction. */
    public Map<Reaction, ReactionChange> reactions() {
        return Map.copyOf(reactions);
    }

    /** Earlier words of this batch on reactions, of groups: only those may be left by somebody who has seen them. */
    public List<PastReaction> pastReactions() {
        return List.copyOf(pastReactions);
    }

    /** What happened to memberships of groups. */
    public Map<Membership, PeriodChange> periods() {
        return Map.copyOf(periods);
    }

    private void add(Event event) {
        added.put(new Place(event.getConversationId(), event.getSeq()), event);
        switch (event.getPayloadCase()) {
            case MESSAGE_RECALLED ->
                recalled.add(target(event, event.getMessageRecalled().getTargetSeq()));
            case MESSAGE_EDITED ->
                edited.computeIfAbsent(
                                target(event, event.getMessageEdited().getTargetSeq()), absent -> new ArrayList<>())
                        .add(event);
            case REACTION_CHANGED -> react(event, event.getReactionChanged());
            case GROUP_CREATED, MEMBERS_ADDED -> join(event, users(event));
            case MEMBERS_REMOVED, MEMBER_LEFT -> leave(event, users(event));
            default -> {} // shown, and nothing else
        }
    }

    private static Place target(Event event, long seq) {
        return new Place(event.getConversationId(), seq);
    }

    private void react(Event event, ReactionChanged changed) {
        var reaction = new Reaction(
                target(event, changed.getTargetSeq()), event.getActor().getUserId(), changed.getEmoji());
        var now = new ReactionChange(changed.getPresent(), event.getSeq());
        ReactionChange before = reactions.put(reaction, now); // the log has them in order
        if (before != null && before.seq() < now.seq() && !Ids.isOfTwo(event.getConversationId())) {
            pastReactions.add(new PastReaction(reaction, before));
        }
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
