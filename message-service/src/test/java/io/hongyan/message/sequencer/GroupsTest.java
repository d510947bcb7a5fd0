package io.hongyan.message.sequencer;

import static io.hongyan.message.sequencer.Commands.IN_GROUP;
import static io.hongyan.message.sequencer.Conversation.NOON;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_CLIENT_ID_REUSED;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_INVALID_ARGUMENT;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_MEMBER_LIMIT;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_NOT_ALLOWED;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_NOT_A_MEMBER;
import static io.hongyan.proto.events.v1.Role.ROLE_ADMIN;
import static io.hongyan.proto.events.v1.Role.ROLE_MEMBER;
import static io.hongyan.proto.events.v1.Role.ROLE_OWNER;
import static io.hongyan.proto.events.v1.Role.ROLE_UNSPECIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.message.sequencer.Decision.Repeated;
import io.hongyan.message.sequencer.Decision.Unchanged;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.GroupCreated;
import io.hongyan.proto.events.v1.Member;
import io.hongyan.proto.events.v1.MemberLeft;
import io.hongyan.proto.events.v1.MembersAdded;
import io.hongyan.proto.events.v1.MembersRemoved;
import io.hongyan.proto.events.v1.Role;
import io.hongyan.proto.events.v1.RoleChanged;
import org.junit.jupiter.api.Test;

class GroupsTest {

    private static final long NOON_MS = NOON.toEpochMilli();

    private final Conversation group = new Conversation(IN_GROUP);

    private Event create(String... others) {
        return group.accept(IN_GROUP.create("alice", "g", "Friends", others));
    }

    @Test
    void theCreatorOwnsTheGroupAndNobodyIsInItTwice() {
        Event event = create("bob", "alice", "carol", "bob");

        assertThat(event.getSeq()).isEqualTo(1);
        assertThat(event.getCseq()).isZero();
        assertThat(event.getGroupCreated())
                .isEqualTo(GroupCreated.newBuilder()
                        .setName("Friends")
                        .setClientMessageId("g")
                        .addMembers(member("alice", ROLE_OWNER))
                        .addMembers(member("bob", ROLE_MEMBER))
                        .addMembers(member("carol", ROLE_MEMBER))
                        .build());
        assertThat(group.head()).isEqualTo(new Head(1, 1, 0, NOON_MS, 3, "Friends", Rules.DEFAULT, 0));
    }

    private static Member member(String user, Role role) {
        return Member.newBuilder().setUserId(user).setRole(role).build();
    }

    @Test
    void creatingAgainMeetsTheFirst() {
        create("bob");

        assertThat(group.on(IN_GROUP.create("alice", "g", "Friends", "bob"), NOON.plusSeconds(9)))
                .isEqualTo(new Repeated(new Stamp(1, NOON_MS, 1)));
        assertThat(group.refuse(IN_GROUP.create("alice", "g", "Foes", "bob"))).isEqualTo(ERROR_CODE_CLIENT_ID_REUSED);
        assertThat(group.refuse(IN_GROUP.create("mallory", "g", "Friends"))).isEqualTo(ERROR_CODE_CLIENT_ID_REUSED);
    }

    @Test
    void aGroupIsNotBiggerThanAllowed() {
        assertThat(group.refuse(IN_GROUP.create("alice", "g", "x", "b", "c", "d", "e", "f", "g")))
                .isEqualTo(ERROR_CODE_MEMBER_LIMIT);
        create("b", "c", "d", "e");

        assertThat(group.refuse(IN_GROUP.add("alice", "f", "g"))).isEqualTo(ERROR_CODE_MEMBER_LIMIT);
        assertThat(group.accept(IN_GROUP.add("alice", "b", "f", "f")).getMembersAdded())
                .isEqualTo(MembersAdded.newBuilder().addUserIds("f").build());
        assertThat(group.on(IN_GROUP.add("alice", "b", "f"))).isEqualTo(new Unchanged(0, NOON_MS));
        assertThat(group.head().members()).isEqualTo(6);
    }

    @Test
    void membersDoNotRunTheGroup() {
        create("bob", "carol");

        assertThat(group.refuse(IN_GROUP.rename("bob", "Ours"))).isEqualTo(ERROR_CODE_NOT_ALLOWED);
        assertThat(group.refuse(IN_GROUP.add("bob", "dave"))).isEqualTo(ERROR_CODE_NOT_ALLOWED);
        assertThat(group.refuse(IN_GROUP.remove("bob", "carol"))).isEqualTo(ERROR_CODE_NOT_ALLOWED);
        assertThat(group.refuse(IN_GROUP.role("bob", "bob", ROLE_ADMIN))).isEqualTo(ERROR_CODE_NOT_ALLOWED);
    }

    @Test
    void strangersAreToldNothing() {
        create("bob");

        assertThat(group.refuse(IN_GROUP.rename("eve", "Ours"))).isEqualTo(ERROR_CODE_NOT_A_MEMBER);
        assertThat(group.refuse(IN_GROUP.add("eve", "eve"))).isEqualTo(ERROR_CODE_NOT_A_MEMBER);
        assertThat(group.refuse(IN_GROUP.remove("eve", "bob"))).isEqualTo(ERROR_CODE_NOT_A_MEMBER);
        assertThat(group.refuse(IN_GROUP.leave("eve"))).isEqualTo(ERROR_CODE_NOT_A_MEMBER);
        assertThat(group.refuse(IN_GROUP.role("eve", "eve", ROLE_OWNER))).isEqualTo(ERROR_CODE_NOT_A_MEMBER);
    }

    @Test
    void adminsRunTheGroupButNotEachOther() {
        create("bob", "carol", "dave");
        group.accept(IN_GROUP.role("alice", "bob", ROLE_ADMIN));
        group.accept(IN_GROUP.role("alice", "carol", ROLE_ADMIN));

        assertThat(group.accept(IN_GROUP.rename("bob", "Ours"))
                        .getGroupRenamed()
                        .getName())
                .isEqualTo("Ours");
        assertThat(group.on(IN_GROUP.rename("bob", "Ours"))).isEqualTo(new Unchanged(0, NOON_MS));
        assertThat(group.accept(IN_GROUP.remove("bob", "dave", "nobody")).getMembersRemoved())
                .isEqualTo(MembersRemoved.newBuilder().addUserIds("dave").build());
        assertThat(group.on(IN_GROUP.remove("bob", "dave"))).isEqualTo(new Unchanged(0, NOON_MS));
        assertThat(group.refuse(IN_GROUP.remove("bob", "carol"))).isEqualTo(ERROR_CODE_NOT_ALLOWED);
        assertThat(group.refuse(IN_GROUP.remove("bob", "alice"))).isEqualTo(ERROR_CODE_NOT_ALLOWED);
        assertThat(group.refuse(IN_GROUP.remove("bob", "bob"))).isEqualTo(ERROR_CODE_NOT_ALLOWED);
        assertThat(group.refuse(IN_GROUP.role("bob", "carol", ROLE_MEMBER))).isEqualTo(ERROR_CODE_NOT_ALLOWED);
        assertThat(group.head().members()).isEqualTo(3);
    }

    @Test
    void theOwnerHandsTheGroupOver() {
        create("bob");

        Event event = group.accept(IN_GROUP.role("alice", "bob", ROLE_OWNER));

        assertThat(event.getRoleChanged())
                .isEqualTo(RoleChanged.newBuilder()
                        .setUserId("bob")
                        .setRole(ROLE_OWNER)
                        .build());
        assertThat(group.member("alice").role()).isEqualTo(ROLE_ADMIN);
        assertThat(group.member("bob").role()).isEqualTo(ROLE_OWNER);
        assertThat(group.on(IN_GROUP.role("alice", "bob", ROLE_OWNER))).isEqualTo(new Unchanged(0, NOON_MS));
    }

    @Test
    void rolesAreGivenToMembersOnly() {
        create("bob");

        assertThat(group.refuse(IN_GROUP.role("alice", "eve", ROLE_ADMIN))).isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
        assertThat(group.refuse(IN_GROUP.role("alice", "bob", ROLE_UNSPECIFIED)))
                .isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
        assertThat(group.refuse(IN_GROUP.role("alice", "alice", ROLE_MEMBER))).isEqualTo(ERROR_CODE_NOT_ALLOWED);
        assertThat(group.on(IN_GROUP.role("alice", "bob", ROLE_MEMBER))).isEqualTo(new Unchanged(0, NOON_MS));
    }

    @Test
    void anAdminInheritsBeforeWhoHasBeenThereLonger() {
        create("bob", "carol");
        group.accept(IN_GROUP.add("alice", "dave"));
        group.accept(IN_GROUP.role("alice", "dave", ROLE_ADMIN));

        assertThat(leave("alice")).isEqualTo("dave");
        assertThat(leave("dave")).isEqualTo("bob");
        assertThat(leave("carol")).isEmpty();
        assertThat(leave("bob")).isEmpty();
        assertThat(group.head().members()).isZero();
        assertThat(group.refuse(IN_GROUP.send("bob", "m1", "hello?"))).isEqualTo(ERROR_CODE_NOT_A_MEMBER);
    }

    private String leave(String user) {
        MemberLeft left = group.accept(IN_GROUP.leave(user)).getMemberLeft();
        return left.getNewOwnerId();
    }

    @Test
    void leavingTwiceIsLeavingOnce() {
        create("bob");
        Event left = group.accept(IN_GROUP.leave("bob"));

        assertThat(group.on(IN_GROUP.leave("bob"))).isEqualTo(new Unchanged(left.getSeq(), NOON_MS));
    }

    @Test
    void whoComesBackIsAMemberFromThenOnWithTheOldCursors() {
        create("bob");
        group.accept(IN_GROUP.role("alice", "bob", ROLE_ADMIN));
        group.accept(IN_GROUP.read("bob", 2));
        group.accept(IN_GROUP.mute("bob", true));
        group.accept(IN_GROUP.leave("bob"));

        group.accept(IN_GROUP.add("alice", "bob"));

        assertThat(group.member("bob"))
                .isEqualTo(new io.hongyan.message.sequencer.Member(
                        "bob", ROLE_MEMBER, 4, 3, 2, 0, 0, true, false, new Arrangement(0, 0, false, 2), 0));
    }
}
