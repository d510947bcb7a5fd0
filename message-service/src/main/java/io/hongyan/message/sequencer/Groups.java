package io.hongyan.message.sequencer;

import io.hongyan.message.sequencer.Decision.Accepted;
import io.hongyan.message.sequencer.Decision.Refused;
import io.hongyan.message.sequencer.Decision.Unchanged;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.CreateGroup;
import io.hongyan.proto.commands.v1.SetRole;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.GroupCreated;
import io.hongyan.proto.events.v1.GroupRenamed;
import io.hongyan.proto.events.v1.GroupRulesChanged;
import io.hongyan.proto.events.v1.MemberLeft;
import io.hongyan.proto.events.v1.MembersAdded;
import io.hongyan.proto.events.v1.MembersRemoved;
import io.hongyan.proto.events.v1.Role;
import io.hongyan.proto.events.v1.RoleChanged;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Groups come into being, get names, members and roles. A group has exactly one owner as long as anybody is in it. */
final class Groups {

    private Groups() {}

    static Decision create(Snapshot state, Command command, Instant now, Limits limits) {
        CreateGroup create = command.getCreateGroup();
        if (!(state.id() instanceof ConversationId.Group)) {
            return Access.notAGroup();
        }
        Refused badId = Fields.clientMessageId(create.getClientMessageId());
        if (badId != null) {
            return badId;
        }
        GroupCreated created = created(command.getActor().getUserId(), create);
        if (state.receipt() != null) {
            return Messages.again(state.receipt(), Fingerprint.of(created));
        }
        if (state.head().exists()) {
            return new Refused(ErrorCode.ERROR_CODE_CLIENT_ID_REUSED, "There is a group with this id already.");
        }
        Refused badName = Fields.groupName(create.getName(), limits);
        if (badName != null) {
            return badName;
        }
        if (!Rules.areKnown(create.getRules())) {
            return unknownRules();
        }
        if (created.getMembersCount() > limits.groupMembersMax()) {
            return full(limits);
        }
        Refused badUsers = Fields.users(create.getUserIdsList(), 0, Integer.MAX_VALUE);
        return badUsers != null ? badUsers : accepted(shown(state, command, now).setGroupCreated(created));
    }

    private static GroupCreated created(String creator, CreateGroup create) {
        Set<String> others = new LinkedHashSet<>(create.getUserIdsList());
        others.remove(creator);
        GroupCreated.Builder created = GroupCreated.newBuilder()
                .setName(create.getName())
                .setClientMessageId(create.getClientMessageId())
                .addMembers(first(creator, Role.ROLE_OWNER));
        others.forEach(other -> created.addMembers(first(other, Role.ROLE_MEMBER)));
        if (create.hasRules()) {
            created.setRules(Rules.of(create.getRules()).said());
        }
        return created.build();
    }

    private static io.hongyan.proto.events.v1.Member first(String userId, Role role) {
        return io.hongyan.proto.events.v1.Member.newBuilder()
                .setUserId(userId)
                .setRole(role)
                .build();
    }

    static Decision rename(Snapshot state, Command command, Instant now, Limits limits) {
        Refused refused = Access.role(
                state, command.getActor().getUserId(), state.head().rules().rename());
        if (refused != null) {
            return refused;
        }
        String name = command.getRenameGroup().getName();
        Refused badName = Fields.groupName(name, limits);
        if (badName != null) {
            return badName;
        }
        if (name.equals(state.head().name())) {
            return unchanged(state);
        }
        return accepted(shown(state, command, now)
                .setGroupRenamed(GroupRenamed.newBuilder().setName(name)));
    }

    /** Who may do what: the owner's to say. */
    static Decision setRules(Snapshot state, Command command, Instant now) {
        Refused refused = Access.role(state, command.getActor().getUserId(), Role.ROLE_OWNER);
        if (refused != null) {
            return refused;
        }
        if (!Rules.areKnown(command.getSetGroupRules().getRules())) {
            return unknownRules();
        }
        Rules rules = Rules.of(command.getSetGroupRules().getRules());
        if (rules.equals(state.head().rules())) {
            return unchanged(state);
        }
        return accepted(shown(state, command, now)
                .setGroupRulesChanged(GroupRulesChanged.newBuilder().setRules(rules.said())));
    }

    private static Refused unknownRules() {
        return Fields.invalid("rules must each be member, admin or owner, or not set.");
    }

    static Decision add(Snapshot state, Command command, Instant now, Limits limits) {
        Refused refused = Access.role(
                state, command.getActor().getUserId(), state.head().rules().addMembers());
        if (refused != null) {
            return refused;
        }
        List<String> asked = command.getAddMembers().getUserIdsList();
        Refused badUsers = Fields.users(asked, 1, Limits.USERS_PER_COMMAND_MAX);
        if (badUsers != null) {
            return badUsers;
        }
        List<String> added = asked.stream()
                .distinct()
                .filter(user -> !state.member(user).isIn())
                .toList();
        if (added.isEmpty()) {
            return unchanged(state);
        }
        if (state.head().members() + added.size() > limits.groupMembersMax()) {
            return full(limits);
        }
        return accepted(shown(state, command, now)
                .setMembersAdded(MembersAdded.newBuilder().addAllUserIds(added)));
    }

    static Decision remove(Snapshot state, Command command, Instant now) {
        String actor = command.getActor().getUserId();
        Refused refused = Access.role(state, actor, Role.ROLE_ADMIN);
        if (refused != null) {
            return refused;
        }
        List<String> asked = command.getRemoveMembers().getUserIdsList();
        Refused badUsers = Fields.users(asked, 1, Limits.USERS_PER_COMMAND_MAX);
        if (badUsers != null) {
            return badUsers;
        }
        List<String> removed = asked.stream()
                .distinct()
                .filter(user -> state.member(user).isIn())
                .toList();
        if (removed.isEmpty()) {
            return unchanged(state);
        }
        Role own = state.member(actor).role();
        if (removed.stream().anyMatch(user -> state.member(user).isAtLeast(own))) {
            return Access.notAllowed(
                    "One can remove only those whose role is lower than one's own; to go is to leave.");
        }
        return accepted(shown(state, command, now)
                .setMembersRemoved(MembersRemoved.newBuilder().addAllUserIds(removed)));
    }

    static Decision leave(Snapshot state, Command command, Instant now) {
        if (!(state.id() instanceof ConversationId.Group)) {
            return Access.notAGroup();
        }
        Member actor = state.member(command.getActor().getUserId());
        if (actor.hasLeft()) {
            return new Unchanged(actor.leftSeq(), state.head().timeMs()); // perhaps the first attempt's answer was lost
        }
        if (!actor.isIn()) {
            return Access.notAMember();
        }
        String heir = actor.role() == Role.ROLE_OWNER ? heir(state, actor.userId()) : "";
        return accepted(
                shown(state, command, now).setMemberLeft(MemberLeft.newBuilder().setNewOwnerId(heir)));
    }

    /** The admin who has been there longest, else the member who has; nobody if nobody stays. */
    private static String heir(Snapshot state, String owner) {
        return state.members().values().stream()
                .filter(member -> member.isIn() && !member.userId().equals(owner))
                .min(Comparator.comparing((Member member) -> !member.isAtLeast(Role.ROLE_ADMIN))
                        .thenComparingLong(Member::joinedSeq)
                        .thenComparing(Member::userId))
                .map(Member::userId)
                .orElse("");
    }

    static Decision setRole(Snapshot state, Command command, Instant now) {
        String actor = command.getActor().getUserId();
        Refused outsider = Access.role(state, actor, Role.ROLE_MEMBER);
        if (outsider != null) {
            return outsider;
        }
        SetRole set = command.getSetRole();
        if (set.getRole() == Role.ROLE_UNSPECIFIED || set.getRole() == Role.UNRECOGNIZED) {
            return Fields.invalid("role must be member, admin or owner.");
        }
        Refused badUser = Fields.user("user_id", set.getUserId());
        if (badUser != null) {
            return badUser;
        }
        if (state.member(set.getUserId()).role() == set.getRole()) {
            return unchanged(state); // before the role: whoever handed the group over may ask again
        }
        Refused refused = Access.role(state, actor, Role.ROLE_OWNER);
        if (refused != null) {
            return refused;
        }
        if (set.getUserId().equals(actor)) {
            return Access.notAllowed("The owner gives the role up by making somebody else the owner.");
        }
        if (!state.member(set.getUserId()).isIn()) {
            return Fields.invalid("user_id must be that of a member.");
        }
        return accepted(shown(state, command, now)
                .setRoleChanged(
                        RoleChanged.newBuilder().setUserId(set.getUserId()).setRole(set.getRole())));
    }

    private static Event.Builder shown(Snapshot state, Command command, Instant now) {
        return Numbering.shown(state.head(), command, now, false);
    }

    private static Accepted accepted(Event.Builder event) {
        return new Accepted(event.build());
    }

    /** With seq 0: there is no event, and a client must not take the head for one that it has. */
    private static Unchanged unchanged(Snapshot state) {
        return new Unchanged(0, state.head().timeMs());
    }

    private static Refused full(Limits limits) {
        return new Refused(
                ErrorCode.ERROR_CODE_MEMBER_LIMIT, "A group has at most " + limits.groupMembersMax() + " members.");
    }
}
