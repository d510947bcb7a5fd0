package io.hongyan.message.sequencer;

import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.GroupCreated;
import io.hongyan.proto.events.v1.MemberLeft;
import io.hongyan.proto.events.v1.MessageEdited;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.events.v1.ReactionChanged;
import io.hongyan.proto.events.v1.Role;
import io.hongyan.proto.events.v1.RoleChanged;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each event changes in the state of its conversation. */
final class Evolution {

    private Evolution() {}

    static Changes after(Snapshot state, Event event) {
        List<Shown> shown = shown(state, event);
        return new Changes(
                head(state.head(), event),
                members(state, event),
                receipt(event),
                shown,
                reactions(state, event),
                event.getMessageSent().getExpiresMs() > 0 ? shown.getFirst() : null,
                settled(state, event));
    }

    private static Head head(Head before, Event event) {
        int members = switch (event.getPayloadCase()) {
            case GROUP_CREATED -> event.getGroupCreated().getMembersCount();
            case MEMBERS_ADDED -> before.members() + event.getMembersAdded().getUserIdsCount();
            case MEMBERS_REMOVED -> before.members() - event.getMembersRemoved().getUserIdsCount();
            case MEMBER_LEFT -> before.members() - 1;
            default -> before.members();
        };
        String name = switch (event.getPayloadCase()) {
            case GROUP_CREATED -> event.getGroupCreated().getName();
            case GROUP_RENAMED -> event.getGroupRenamed().getName();
            default -> before.name();
        };
        Rules rules = switch (event.getPayloadCase()) {
            case GROUP_CREATED -> Rules.of(event.getGroupCreated().getRules());
            case GROUP_RULES_CHANGED -> Rules.of(event.getGroupRulesChanged().getRules());
            default -> before.rules();
        };
        long timer = event.hasTimerChanged() ? event.getTimerChanged().getDurationMs() : before.timerMs();
        return new Head(
                event.getRevision(),
                event.getHeadSeq(),
                event.getCseq(),
                event.getTimeMs(),
                members,
                name,
                rules,
                timer);
    }

    private static List<Member> members(Snapshot state, Event event) {
        Member actor = state.member(event.getActor().getUserId());
        return switch (event.getPayloadCase()) {
            case MESSAGE_SENT,
                    MESSAGE_RECALLED,
                    MESSAGE_EDITED,
                    REACTION_CHANGED,
                    GROUP_RENAMED,
                    GROUP_RULES_CHANGED,
                    TIMER_CHANGED -> List.of();
            case GROUP_CREATED -> first(event.getGroupCreated(), event.getSeq());
            case MEMBERS_ADDED ->
                event.getMembersAdded().getUserIdsList().stream()
                        .map(user -> state.member(user).joined(Role.ROLE_MEMBER, event.getSeq()))
                        .toList();
            case MEMBERS_REMOVED ->
                event.getMembersRemoved().getUserIdsList().stream()
                        .map(user -> state.member(user).left(event.getSeq()))
                        .toList();
            case MEMBER_LEFT -> left(state, actor, event.getMemberLeft(), event.getSeq());
            case ROLE_CHANGED -> roles(state, actor, event.getRoleChanged());
            case MEMBERS_SILENCED ->
                event.getMembersSilenced().getUserIdsList().stream()
                        .map(user -> state.member(user)
                                .silenced(event.getMembersSilenced().getUntilMs()))
                        .toList();
            case DELIVERED_MOVED ->
                List.of(actor.delivered(
                        event.getDeliveredMoved().getSeq(),
                        event.getDeliveredMoved().getForeground()));
            case READ_MOVED -> own(actor.read(event.getReadMoved().getSeq()), event);
            case MUTE_CHANGED -> own(actor.muted(event.getMuteChanged().getMuted()), event);
            case BLOCK_CHANGED -> own(actor.blocked(event.getBlockChanged().getBlocked()), event);
            case ARRANGED -> own(actor.arranged(actor.arrangement().after(event)), event);
            case PAYLOAD_NOT_SET ->
                throw new IllegalArgumentException("an event of which it is not known what happened");
        };
    }

    private static List<Member> own(Member changed, Event event) {
        return List.of(changed.arranged(changed.arrangement().version(event)));
    }

    private static List<Member> first(GroupCreated created, long seq) {
        return created.getMembersList().stream()
                .map(member -> Member.stranger(member.getUserId()).joined(member.getRole(), seq))
                .toList();
    }

    private static List<Member> left(Snapshot state, Member actor, MemberLeft left, long seq) {
        Member gone = actor.left(seq);
        return left.getNewOwnerId().isEmpty()
                ? List.of(gone)
                : List.of(gone, state.member(left.getNewOwnerId()).in(Role.ROLE_OWNER));
    }

    private static List<Member> roles(Snapshot state, Member actor, RoleChanged changed) {
        Member with = state.member(changed.getUserId()).in(changed.getRole());
        return changed.getRole() == Role.ROLE_OWNER ? List.of(actor.in(Role.ROLE_ADMIN), with) : List.of(with);
    }

    private static @Nullable Receipt receipt(Event event) {
        String sender = event.getActor().getUserId();
        return switch (event.getPayloadCase()) {
            case MESSAGE_SENT -> {
                MessageSent sent = event.getMessageSent();
                yield new Receipt(
                        new Receipt.Key(sender, sent.getClientMessageId()),
                        Fingerprint.of(sent),
                        stamp(event),
                        sent.getExpiresMs());
            }
            case MESSAGE_EDITED -> {
                MessageEdited edited = event.getMessageEdited();
                yield new Receipt(
                        new Receipt.Key(sender, edited.getClientMessageId()), Fingerprint.of(edited), stamp(event), 0);
            }
            case GROUP_CREATED -> {
                GroupCreated created = event.getGroupCreated();
                yield new Receipt(
                        new Receipt.Key(sender, created.getClientMessageId()),
                        Fingerprint.of(created),
                        stamp(event),
                        0);
            }
            default -> null;
        };
    }

    private static List<Shown> shown(Snapshot state, Event event) {
        if (event.getSeq() == 0) {
            return List.of();
        }
        List<Shown> shown = new ArrayList<>(2);
        boolean message = event.getPayloadCase() == Event.PayloadCase.MESSAGE_SENT;
        shown.add(new Shown(
                stamp(event),
                message ? event.getActor().getUserId() : "",
                event.getCseq(),
                message && event.getMessageSent().getCountable(),
                null,
                event.getMessageSent().getExpiresMs()));
        if (event.getPayloadCase() == Event.PayloadCase.MESSAGE_RECALLED && state.target() != null) {
            shown.add(state.target().recalled(event.getActor().getUserId(), stamp(event)));
        }
        return shown;
    }

    private static @Nullable Shown settled(Snapshot state, Event event) {
        return event.hasMessageRecalled()
                        && state.target() != null
                        && state.target().expiresMs() > 0
                ? state.target()
                : null;
    }

    private static @Nullable Reactions reactions(Snapshot state, Event event) {
        if (event.getPayloadCase() != Event.PayloadCase.REACTION_CHANGED) {
            return null;
        }
        ReactionChanged changed = event.getReactionChanged();
        var before = new Reactions(changed.getTargetSeq(), event.getActor().getUserId(), state.reactions());
        return changed.getPresent() ? before.with(changed.getEmoji()) : before.without(changed.getEmoji());
    }

    private static Stamp stamp(Event event) {
        return new Stamp(event.getSeq(), event.getTimeMs(), event.getRevision());
    }
}
