package io.hongyan.message.unread;

import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.Member;
import io.hongyan.proto.events.v1.Role;
import io.hongyan.proto.events.v1.RoleChanged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Turns events into the rows from which everything is answered. Pure: the rows of before are handed in, the rows of after
 * come back. An event that was applied before changes nothing; one that comes too early stops everything.
 */
public final class Projection {

    private final Map<String, Head> heads;
    private final Map<MembershipId, Membership> memberships;
    private final Set<String> changedHeads = new LinkedHashSet<>();
    private final Set<MembershipId> changedMemberships = new LinkedHashSet<>();
    private final Map<String, Event> lastShown = new LinkedHashMap<>();
    private final List<CountableMessage> messages = new ArrayList<>();
    private final List<Mention> mentions = new ArrayList<>();
    private final List<RecalledMessage> recalled = new ArrayList<>();
    private int replayed;

    private Projection(Map<String, Head> heads, Map<MembershipId, Membership> memberships) {
        this.heads = new HashMap<>(heads);
        this.memberships = new HashMap<>(memberships);
    }

    /**
     * What the events of the records make of the rows.
     *
     * @param heads the conversations of the events, by id, where there are any yet
     * @param memberships those that {@link #needed} names, where there are any yet
     * @throws RevisionGapException if an event is missing
     */
    public static Changes apply(
            Map<String, Head> heads, Map<MembershipId, Membership> memberships, List<Recorded> records) {
        var projection = new Projection(heads, memberships);
        records.forEach(projection::apply);
        return projection.changes();
    }

    /** Whose memberships must be known to apply the events: for messages, nobody's. */
    public static Set<MembershipId> needed(Map<String, Head> heads, List<Event> events) {
        Set<MembershipId> needed = new LinkedHashSet<>();
        for (Event event : events) {
            Head head = heads.get(event.getConversationId());
            if (head == null || event.getRevision() > head.revision()) {
                users(event, head == null ? Head.none(event.getConversationId()) : head)
                        .forEach(user -> needed.add(new MembershipId(event.getConversationId(), user)));
            }
        }
        return needed;
    }

    private static List<String> users(Event event, Head head) {
        return switch (event.getPayloadCase()) {
            case GROUP_CREATED ->
                event.getGroupCreated().getMembersList().stream()
                        .map(Member::getUserId)
                        .toList();
            case MEMBERS_ADDED -> event.getMembersAdded().getUserIdsList();
            case MEMBERS_REMOVED -> event.getMembersRemoved().getUserIdsList();
            case MEMBERS_SILENCED -> event.getMembersSilenced().getUserIdsList();
            case MEMBER_LEFT ->
                List.of(event.getActor().getUserId(), event.getMemberLeft().getNewOwnerId());
            case ROLE_CHANGED ->
                head.ownerId() == null
                        ? List.of(event.getRoleChanged().getUserId())
                        : List.of(event.getRoleChanged().getUserId(), head.ownerId());
            case DELIVERED_MOVED, READ_MOVED, MUTE_CHANGED, BLOCK_CHANGED, ARRANGED ->
                List.of(event.getActor().getUserId());
            case MESSAGE_SENT,
                    MESSAGE_RECALLED,
                    MESSAGE_EDITED,
                    REACTION_CHANGED,
                    GROUP_RENAMED,
                    GROUP_RULES_CHANGED,
                    TIMER_CHANGED,
                    PAYLOAD_NOT_SET -> List.of();
        };
    }

    private void apply(Recorded record) {
        Event event = record.event();
        Head head = heads.getOrDefault(event.getConversationId(), Head.none(event.getConversationId()));
        if (event.getRevision() <= head.revision()) {
            replayed++;
            return;
        }
        if (event.getRevision() != head.revision() + 1) {
            throw new RevisionGapException(head.conversationId(), head.revision(), event.getRevision());
        }
        List<MembershipId> leaving = leaving(event);
        int joined = join(event, head);
        Head after = head.after(event, head.memberCount() + joined - leaving.size());
        heads.put(after.conversationId(), after);
        changedHeads.add(after.conversationId());
        leave(leaving, event, after);
        changeMember(record, head);
        record(event);
    }

    private int join(Event event, Head head) {
        List<String> two = head.revision() == 0 ? Conversations.two(event.getConversationId()) : List.of();
        if (!two.isEmpty()) {
            return (int) two.stream()
                    .filter(user -> join(event, user, Role.ROLE_UNSPECIFIED, 1))
                    .count();
        }
        return switch (event.getPayloadCase()) {
            case GROUP_CREATED ->
                (int) event.getGroupCreated().getMembersList().stream()
                        .filter(member -> join(event, member.getUserId(), member.getRole(), event.getSeq()))
                        .count();
            case MEMBERS_ADDED ->
                (int) event.getMembersAdded().getUserIdsList().stream()
                        .filter(user -> join(event, user, Role.ROLE_MEMBER, event.getSeq()))
                        .count();
            default -> 0;
        };
    }

    private boolean join(Event event, String userId, Role role, long seq) {
        var id = new MembershipId(event.getConversationId(), userId);
        Membership before = memberships.get(id);
        if (before != null && before.isMember()) {
            return false;
        }
        put(before == null ? Membership.first(id, role, seq) : before.rejoined(role, seq));
        return true;
    }

    private List<MembershipId> leaving(Event event) {
        List<String> users = switch (event.getPayloadCase()) {
            case MEMBERS_REMOVED -> event.getMembersRemoved().getUserIdsList();
            case MEMBER_LEFT -> List.of(event.getActor().getUserId());
            default -> List.of();
        };
        return users.stream()
                .distinct()
                .map(user -> new MembershipId(event.getConversationId(), user))
                .filter(id -> memberships.containsKey(id) && memberships.get(id).isMember())
                .toList();
    }

    private void leave(List<MembershipId> leaving, Event event, Head after) {
        if (leaving.isEmpty()) {
            return;
        }
        var departure = new Departure(
                event.getSeq(), event.getTimeMs(), after.name(), after.memberCount(), event.toByteString());
        leaving.forEach(id -> change(id, membership -> membership.leaving(departure, after)));
    }

    /** What changes about those who are in. Of somebody who never was, there is nothing to change. */
    private void changeMember(Recorded record, Head before) {
        Event event = record.event();
        var actor = new MembershipId(event.getConversationId(), event.getActor().getUserId());
        switch (event.getPayloadCase()) {
            case READ_MOVED -> change(actor, it -> it.read(event.getReadMoved().getSeq(), CursorMove.by(record)));
            case DELIVERED_MOVED ->
                change(actor, it -> it.delivered(event.getDeliveredMoved().getSeq()));
            case MUTE_CHANGED ->
                change(actor, it -> it.withMuted(event.getMuteChanged().getMuted(), before));
            case BLOCK_CHANGED ->
                change(actor, it -> it.withBlocked(event.getBlockChanged().getBlocked()));
            case ARRANGED -> change(actor, it -> it.with(it.arrangement().after(event)));
            case ROLE_CHANGED -> changeRole(event, before);
            case MEMBERS_SILENCED -> silence(event);
            case MEMBER_LEFT -> setRole(event, event.getMemberLeft().getNewOwnerId(), Role.ROLE_OWNER);
            default -> {}
        }
        if (event.getOwnVersion() > 0) {
            change(actor, it -> it.with(it.arrangement().version(event)));
        }
    }

    private void changeRole(Event event, Head before) {
        RoleChanged change = event.getRoleChanged();
        if (change.getRole() == Role.ROLE_OWNER && before.ownerId() != null) {
            setRole(event, before.ownerId(), Role.ROLE_ADMIN); // handed over
        }
        setRole(event, change.getUserId(), change.getRole());
    }

    private void setRole(Event event, String userId, Role role) {
        change(new MembershipId(event.getConversationId(), userId), it -> it.isMember() ? it.withRole(role) : it);
    }

    private void silence(Event event) {
        long until = event.getMembersSilenced().getUntilMs();
        event.getMembersSilenced()
                .getUserIdsList()
                .forEach(user -> change(
                        new MembershipId(event.getConversationId(), user),
                        it -> it.isMember() ? it.silenced(until) : it));
    }

    private void record(Event event) {
        if (event.getSeq() != 0) {
            lastShown.put(event.getConversationId(), event);
        }
        if (event.getMessageSent().getCountable()) {
            messages.add(new CountableMessage(
                    event.getConversationId(),
                    event.getSeq(),
                    event.getCseq(),
                    event.getActor().getUserId()));
            mentions.addAll(Mention.of(event));
        }
        if (event.getMessageRecalled().getTargetCountable()) {
            recalled.add(new RecalledMessage(
                    event.getConversationId(), event.getMessageRecalled().getTargetSeq()));
        }
    }

    private void change(MembershipId id, UnaryOperator<Membership> change) {
        Membership before = memberships.get(id);
        if (before != null) {
            put(change.apply(before));
        }
    }

    private void put(Membership membership) {
        memberships.put(membership.id(), membership);
        changedMemberships.add(membership.id());
    }

    private Changes changes() {
        return new Changes(
                changedHeads.stream().map(heads::get).toList(),
                List.copyOf(lastShown.values()),
                changedMemberships.stream().map(memberships::get).toList(),
                messages,
                mentions,
                recalled,
                replayed);
    }
}
