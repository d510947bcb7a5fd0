package io.hongyan.message.sequencer.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.hongyan.message.sequencer.Arrangement;
import io.hongyan.message.sequencer.Head;
import io.hongyan.message.sequencer.Member;
import io.hongyan.message.sequencer.Reactions;
import io.hongyan.message.sequencer.Receipt;
import io.hongyan.message.sequencer.Rules;
import io.hongyan.message.sequencer.Shown;
import io.hongyan.message.sequencer.Stamp;
import io.hongyan.message.sequencer.kafka.state.HeadState;
import io.hongyan.message.sequencer.kafka.state.MemberState;
import io.hongyan.message.sequencer.kafka.state.ReactionsState;
import io.hongyan.message.sequencer.kafka.state.ReceiptState;
import io.hongyan.message.sequencer.kafka.state.ShownState;
import io.hongyan.message.sequencer.kafka.state.StampState;
import io.hongyan.proto.events.v1.GroupRules;
import io.hongyan.proto.events.v1.Role;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** How the state looks in stores and changelogs: Protobuf, so that later versions can read what earlier ones wrote. */
final class StateFormat {

    static final Serde<HeadState> HEAD = serde(HeadState.parser());
    static final Serde<MemberState> MEMBER = serde(MemberState.parser());
    static final Serde<ReceiptState> RECEIPT = serde(ReceiptState.parser());
    static final Serde<ShownState> SHOWN = serde(ShownState.parser());
    static final Serde<ReactionsState> REACTIONS = serde(ReactionsState.parser());

    private StateFormat() {}

    private static <T extends MessageLite> Serde<T> serde(Parser<T> parser) {
        return Serdes.serdeFrom((topic, value) -> value == null ? null : value.toByteArray(), (topic, bytes) -> {
            try {
                return bytes == null ? null : parser.parseFrom(bytes);
            } catch (InvalidProtocolBufferException e) {
                throw new SerializationException("state in " + topic + " is not Protobuf", e);
            }
        });
    }

    static HeadState from(Head head) {
        return HeadState.newBuilder()
                .setRevision(head.revision())
                .setSeq(head.seq())
                .setCseq(head.cseq())
                .setTimeMs(head.timeMs())
                .setMembers(head.members())
                .setName(head.name())
                .setPost(head.rules().post().getNumber())
                .setMentionEveryone(head.rules().mentionEveryone().getNumber())
                .setAddMembers(head.rules().addMembers().getNumber())
                .setRename(head.rules().rename().getNumber())
                .setTimerMs(head.timerMs())
                .build();
    }

    static Head toHead(HeadState state) {
        return new Head(
                state.getRevision(),
                state.getSeq(),
                state.getCseq(),
                state.getTimeMs(),
                state.getMembers(),
                state.getName(),
                Rules.of(GroupRules.newBuilder()
                        .setPostValue(state.getPost())
                        .setMentionEveryoneValue(state.getMentionEveryone())
                        .setAddMembersValue(state.getAddMembers())
                        .setRenameValue(state.getRename())
                        .build()),
                state.getTimerMs());
    }

    static MemberState from(Member member) {
        return MemberState.newBuilder()
                .setRole(member.role().getNumber())
                .setJoinedSeq(member.joinedSeq())
                .setLeftSeq(member.leftSeq())
                .setReadSeq(member.readSeq())
                .setDeliveredSeq(member.deliveredSeq())
                .setDeliveredForegroundSeq(member.deliveredForegroundSeq())
                .setMuted(member.muted())
                .setBlocked(member.blocked())
                .setPinnedMs(member.arrangement().pinnedMs())
                .setArchivedSeq(member.arrangement().archivedSeq())
                .setMarkedUnread(member.arrangement().markedUnread())
                .setOwnVersion(member.arrangement().version())
                .setSilencedUntilMs(member.silencedUntilMs())
                .build();
    }

    static Member toMember(String userId, MemberState state) {
        Role role = Role.forNumber(state.getRole());
        if (role == null) {
            throw new SerializationException("a member has role " + state.getRole() + ", which is none");
        }
        return new Member(
                userId,
                role,
                state.getJoinedSeq(),
                state.getLeftSeq(),
                state.getReadSeq(),
                state.getDeliveredSeq(),
                state.getDeliveredForegroundSeq(),
                state.getMuted(),
                state.getBlocked(),
                new Arrangement(
                        state.getPinnedMs(), state.getArchivedSeq(), state.getMarkedUnread(), state.getOwnVersion()),
                state.getSilencedUntilMs());
    }

    static ReceiptState from(Receipt receipt) {
        return ReceiptState.newBuilder()
                .setFingerprint(receipt.fingerprint())
                .setStamp(from(receipt.stamp()))
                .setExpiresMs(receipt.expiresMs())
                .build();
    }

    static Receipt toReceipt(Receipt.Key key, ReceiptState state) {
        return new Receipt(key, state.getFingerprint(), toStamp(state.getStamp()), state.getExpiresMs());
    }

    static ShownState from(Shown shown) {
        ShownState.Builder state = ShownState.newBuilder()
                .setStamp(from(shown.stamp()))
                .setSenderId(shown.senderId())
                .setCseq(shown.cseq())
                .setCountable(shown.countable())
                .setExpiresMs(shown.expiresMs());
        if (shown.recall() != null) {
            state.setRecalledBy(shown.recall().userId())
                    .setRecall(from(shown.recall().stamp()));
        }
        return state.build();
    }

    static Shown toShown(ShownState state) {
        Shown.Recall recall =
                state.hasRecall() ? new Shown.Recall(state.getRecalledBy(), toStamp(state.getRecall())) : null;
        return new Shown(
                toStamp(state.getStamp()),
                state.getSenderId(),
                state.getCseq(),
                state.getCountable(),
                recall,
                state.getExpiresMs());
    }

    static ReactionsState from(Reactions reactions) {
        return ReactionsState.newBuilder()
                .addAllEmoji(reactions.emoji().stream().sorted().toList())
                .build();
    }

    private static StampState from(Stamp stamp) {
        return StampState.newBuilder()
                .setSeq(stamp.seq())
                .setTimeMs(stamp.timeMs())
                .setRevision(stamp.revision())
                .build();
    }

    private static Stamp toStamp(StampState state) {
        return new Stamp(state.getSeq(), state.getTimeMs(), state.getRevision());
    }
}
