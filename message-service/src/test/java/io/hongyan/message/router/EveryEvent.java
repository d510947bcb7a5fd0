package io.hongyan.message.router;

import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Arranged;
import io.hongyan.proto.events.v1.BlockChanged;
import io.hongyan.proto.events.v1.DeliveredMoved;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.GroupCreated;
import io.hongyan.proto.events.v1.GroupRenamed;
import io.hongyan.proto.events.v1.GroupRules;
import io.hongyan.proto.events.v1.GroupRulesChanged;
import io.hongyan.proto.events.v1.Member;
import io.hongyan.proto.events.v1.MemberLeft;
import io.hongyan.proto.events.v1.MembersAdded;
import io.hongyan.proto.events.v1.MembersRemoved;
import io.hongyan.proto.events.v1.MembersSilenced;
import io.hongyan.proto.events.v1.MessageRecalled;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.events.v1.MuteChanged;
import io.hongyan.proto.events.v1.ReadMoved;
import io.hongyan.proto.events.v1.Role;
import io.hongyan.proto.events.v1.RoleChanged;
import io.hongyan.proto.events.v1.TimerChanged;
import java.util.List;

/** One event of each kind, as a sequencer writes them. Those of the group follow each other by revision. */
public final class EveryEvent {

    private static final String TWO = "d:alice:bob";
    private static final String GROUP = "g:0123456789abcdefghjkmnpqrs";

    private EveryEvent() {}

    /** All of them: the story of a group, then of two people. */
    public static List<Event> all() {
        return List.of(
                shown(GROUP, 1, 1, 0)
                        .setGroupCreated(GroupCreated.newBuilder()
                                .setName("trip")
                                .setClientMessageId("g1")
                                .addMembers(member("alice", Role.ROLE_OWNER))
                                .addMembers(member("bob", Role.ROLE_MEMBER)))
                        .build(),
                shown(GROUP, 2, 2, 0)
                        .setGroupRenamed(GroupRenamed.newBuilder().setName("trip to Oslo"))
                        .build(),
                shown(GROUP, 3, 3, 0)
                        .setMembersAdded(MembersAdded.newBuilder().addUserIds("carol"))
                        .build(),
                shown(GROUP, 4, 4, 0)
                        .setRoleChanged(
                                RoleChanged.newBuilder().setUserId("carol").setRole(Role.ROLE_ADMIN))
                        .build(),
                shown(GROUP, 5, 5, 1).setMessageSent(message()).build(),
                shown(GROUP, 6, 6, 1)
                        .setMessageRecalled(MessageRecalled.newBuilder()
                                .setTargetSeq(5)
                                .setTargetCseq(1)
                                .setTargetSenderId("alice")
                                .setTargetCountable(true))
                        .build(),
                shown(GROUP, 7, 7, 1)
                        .setMembersRemoved(MembersRemoved.newBuilder().addUserIds("bob"))
                        .build(),
                shown(GROUP, 8, 8, 1)
                        .setGroupRulesChanged(GroupRulesChanged.newBuilder()
                                .setRules(GroupRules.newBuilder().setPost(Role.ROLE_ADMIN)))
                        .build(),
                shown(GROUP, 9, 9, 1)
                        .setMembersSilenced(
                                MembersSilenced.newBuilder().addUserIds("carol").setUntilMs(1_767_276_000_000L))
                        .build(),
                shown(GROUP, 10, 10, 1)
                        .setTimerChanged(TimerChanged.newBuilder().setDurationMs(60_000))
                        .build(),
                shown(GROUP, 11, 11, 1)
                        .setMemberLeft(MemberLeft.newBuilder().setNewOwnerId("carol"))
                        .build(),
                shown(TWO, 1, 1, 1).setMessageSent(message()).build(),
                unshown(TWO, 2, 1)
                        .setDeliveredMoved(DeliveredMoved.newBuilder().setSeq(1).setForeground(true))
                        .build(),
                unshown(TWO, 3, 1)
                        .setReadMoved(ReadMoved.newBuilder().setSeq(1).setForeground(true))
                        .build(),
                unshown(TWO, 4, 1)
                        .setMuteChanged(MuteChanged.newBuilder().setMuted(true))
                        .build(),
                unshown(TWO, 5, 1)
                        .setBlockChanged(BlockChanged.newBuilder().setBlocked(true))
                        .build(),
                unshown(TWO, 6, 1)
                        .setArranged(Arranged.newBuilder().setPinned(true))
                        .setOwnVersion(4)
                        .build());
    }

    private static Event.Builder shown(String conversation, long revision, long seq, long cseq) {
        return unshown(conversation, revision, seq).setSeq(seq).setCseq(cseq);
    }

    private static Event.Builder unshown(String conversation, long revision, long head) {
        return Event.newBuilder()
                .setConversationId(conversation)
                .setRevision(revision)
                .setHeadSeq(head)
                .setTimeMs(1_767_272_400_000L + revision)
                .setActor(Actor.newBuilder().setUserId("alice").setSessionId("s1"));
    }

    private static MessageSent.Builder message() {
        return MessageSent.newBuilder()
                .setClientMessageId("m1")
                .setContent(Content.newBuilder().setText("hello"))
                .setCountable(true);
    }

    private static Member.Builder member(String user, Role role) {
        return Member.newBuilder().setUserId(user).setRole(role);
    }
}
