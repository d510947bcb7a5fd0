package io.hongyan.message.sequencer;

import static io.hongyan.message.sequencer.Commands.IN_GROUP;
import static io.hongyan.message.sequencer.Commands.IN_PAIR;
import static io.hongyan.message.sequencer.Conversation.NOON;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_BLOCKED;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_INVALID_ARGUMENT;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_MESSAGE_NOT_FOUND;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_NOT_ALLOWED;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_NOT_A_MEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.message.sequencer.Decision.Unchanged;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageRecalled;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Messages disappear after a time that the conversation has. */
class ExpiringTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant ONE_O_CLOCK = NOON.plus(HOUR);

    private final Conversation pair = new Conversation(IN_PAIR);

    @Test
    void whatIsSentWhileThereIsATimerSaysWhenItDisappears() {
        assertThat(expiry(pair.accept(IN_PAIR.send("alice", "m1", "stays")))).isZero();
        Event event = pair.accept(IN_PAIR.timer("bob", HOUR));
        assertThat(event.getTimerChanged().getDurationMs()).isEqualTo(HOUR.toMillis());
        assertThat(event.getSeq()).isEqualTo(2);

        assertThat(expiry(pair.accept(IN_PAIR.send("alice", "m2", "goes")))).isEqualTo(ONE_O_CLOCK.toEpochMilli());
        pair.accept(IN_PAIR.timer("alice", Duration.ZERO));

        assertThat(expiry(pair.accept(IN_PAIR.send("alice", "m3", "stays")))).isZero();
    }

    @Test
    void whenItsTimeIsOverItIsTakenBackByNobody() {
        pair.accept(IN_PAIR.timer("bob", HOUR));
        Event message = pair.accept(IN_PAIR.send("alice", "m1", "goes"));

        Event gone = pair.expire(message.getSeq(), ONE_O_CLOCK);

        assertThat(gone.getMessageRecalled())
                .isEqualTo(MessageRecalled.newBuilder()
                        .setTargetSeq(message.getSeq())
                        .setTargetCseq(message.getCseq())
                        .setTargetSenderId("alice")
                        .setTargetCountable(true)
                        .setExpired(true)
                        .build());
        assertThat(gone.getSeq()).isEqualTo(message.getSeq() + 1);
        assertThat(gone.getCseq()).isEqualTo(message.getCseq());
        assertThat(gone.getActor().getUserId()).isEqualTo("alice");
        assertThat(gone.getActor().getDeviceId()).isEmpty();
        assertThat(pair.refuse(IN_PAIR.edit("alice", "e1", message.getSeq(), "still there"), ONE_O_CLOCK))
                .isEqualTo(ERROR_CODE_MESSAGE_NOT_FOUND);
        assertThat(pair.refuse(IN_PAIR.react("bob", message.getSeq(), "👍", true), ONE_O_CLOCK))
                .isEqualTo(ERROR_CODE_MESSAGE_NOT_FOUND);
    }

    @Test
    void whatWasTakenBackBeforeIsNotAwaitedAnyMore() {
        pair.accept(IN_PAIR.timer("bob", HOUR));
        long seq = pair.accept(IN_PAIR.send("alice", "m1", "goes")).getSeq();
        assertThat(pair.expiring()).containsExactly(seq);

        pair.accept(IN_PAIR.recall("alice", seq));

        assertThat(pair.expiring()).isEmpty();
    }

    @Test
    void aResendIsToldTheSameTime() {
        pair.accept(IN_PAIR.timer("bob", HOUR));
        Event first = pair.accept(IN_PAIR.send("alice", "m1", "goes"));
        pair.accept(IN_PAIR.timer("bob", Duration.ZERO));

        assertThat(pair.answer(IN_PAIR.send("alice", "m1", "goes"))
                        .getAccepted()
                        .getExpiresMs())
                .isEqualTo(expiry(first));
    }

    @Test
    void aTimerThatIsSetAlreadyChangesNothing() {
        assertThat(pair.on(IN_PAIR.timer("bob", Duration.ZERO))).isInstanceOf(Unchanged.class);
        pair.accept(IN_PAIR.timer("bob", HOUR));
        assertThat(pair.on(IN_PAIR.timer("alice", HOUR))).isInstanceOf(Unchanged.class);
    }

    @Test
    void ofTwoEitherMayUnlessBlockedAndInGroupsAdmins() {
        var group = new Conversation(IN_GROUP);
        group.accept(IN_GROUP.create("alice", "g", "Friends", "bob"));
        assertThat(group.refuse(IN_GROUP.timer("bob", HOUR))).isEqualTo(ERROR_CODE_NOT_ALLOWED);
        assertThat(group.refuse(IN_GROUP.timer("mallory", HOUR))).isEqualTo(ERROR_CODE_NOT_A_MEMBER);
        group.accept(IN_GROUP.timer("alice", HOUR));

        assertThat(pair.refuse(IN_PAIR.timer("mallory", HOUR))).isEqualTo(ERROR_CODE_NOT_A_MEMBER);
        pair.accept(IN_PAIR.block("bob", true));
        assertThat(pair.refuse(IN_PAIR.timer("alice", HOUR))).isEqualTo(ERROR_CODE_BLOCKED);
    }

    @Test
    void timesOutOfBoundsAreRefused() {
        assertThat(pair.refuse(IN_PAIR.timer("bob", Duration.ofMillis(999)))).isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
        assertThat(pair.refuse(IN_PAIR.timer("bob", Duration.ofDays(366).plusMillis(1))))
                .isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
        assertThat(pair.refuse(IN_PAIR.timer("bob", Duration.ofMillis(-1)))).isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
    }

    private static long expiry(Event message) {
        return message.getMessageSent().getExpiresMs();
    }
}
