package io.hongyan.message.sequencer;

import static io.hongyan.message.sequencer.Commands.IN_GROUP;
import static io.hongyan.message.sequencer.Commands.IN_PAIR;
import static io.hongyan.message.sequencer.Conversation.NOON;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_INVALID_ARGUMENT;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_NOT_ALLOWED;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_NOT_A_MEMBER;
import static io.hongyan.proto.events.v1.Role.ROLE_ADMIN;
import static io.hongyan.proto.events.v1.Role.ROLE_MEMBER;
import static io.hongyan.proto.events.v1.Role.ROLE_OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.message.sequencer.Decision.Refused;
import io.hongyan.message.sequencer.Decision.Repeated;
import io.hongyan.message.sequencer.Decision.Unchanged;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MembersSilenced;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Admins keep members from speaking for a while. */
class SilenceTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Refused SILENCED = new Refused(
            ErrorCode.ERROR_CODE_SILENCED, "An admin of this group has silenced the user until 2026-01-01T13:00:00Z.");

    private final Conversation group = new Conversation(IN_GROUP);

    @BeforeEach
    void aGroup() {
        group.accept(IN_GROUP.create("alice", "g", "Friends", "bob", "carol"));
        group.accept(IN_GROUP.role("alice", "bob", ROLE_ADMIN));
    }

    @Test
    void whoIsSilencedSaysNothingUntilThen() {
        long before = group.accept(IN_GROUP.send("carol", "m1", "hello")).getSeq();

        Event event = group.accept(IN_GROUP.silence("bob", HOUR, "carol"));

        assertThat(event.getMembersSilenced())
                .isEqualTo(MembersSilenced.newBuilder()
                        .addUserIds("carol")
                        .setUntilMs(NOON.plus(HOUR).toEpochMilli())
                        .build());
        assertThat(event.getSeq()).isEqualTo(before + 1);
        assertThat(group.on(IN_GROUP.send("carol", "m2", "and"))).isEqualTo(SILENCED);
        assertThat(group.on(IN_GROUP.edit("carol", "e1", before, "and"))).isEqualTo(SILENCED);
        assertThat(group.on(IN_GROUP.react("carol", before, "👍", true))).isEqualTo(SILENCED);
        assertThat(group.on(IN_GROUP.send("carol", "m2", "and"), NOON.plus(HOUR).minusMillis(1)))
                .isEqualTo(SILENCED);
        group.accept(IN_GROUP.send("carol", "m2", "and"), NOON.plus(HOUR));
    }

    @Test
    void whatWasSaidBeforeMayBeTakenBackReadAndSentAgain() {
        long seq = group.accept(IN_GROUP.send("carol", "m1", "hello")).getSeq();
        group.accept(IN_GROUP.react("carol", seq, "👍", true));
        group.accept(IN_GROUP.silence("alice", HOUR, "carol"));

        assertThat(group.on(IN_GROUP.send("carol", "m1", "hello"))).isInstanceOf(Repeated.class);
        group.accept(IN_GROUP.read("carol", seq));
        group.accept(IN_GROUP.react("carol", seq, "👍", false));
        group.accept(IN_GROUP.recall("carol", seq));
        group.accept(IN_GROUP.leave("carol"));
    }

    @Test
    void itIsLiftedShortenedAndRepeatedOnlyWhereThatChangesSomething() {
        assertThat(group.on(IN_GROUP.silence("bob", Duration.ZERO, "carol"))).isInstanceOf(Unchanged.class);
        group.accept(IN_GROUP.silence("bob", HOUR, "carol"));
        assertThat(group.on(IN_GROUP.silence("bob", HOUR, "carol"))).isInstanceOf(Unchanged.class);

        group.accept(IN_GROUP.silence("alice", HOUR.dividedBy(2), "carol"));
        assertThat(group.on(IN_GROUP.silence("bob", Duration.ZERO, "carol"), NOON.plus(HOUR)))
                .as("over")
                .isInstanceOf(Unchanged.class);
        assertThat(group.accept(IN_GROUP.silence("bob", Duration.ZERO, "carol"))
                        .getMembersSilenced()
                        .getUntilMs())
                .isZero();
        group.accept(IN_GROUP.send("carol", "m1", "hello"));
    }

    @Test
    void leavingAndComingBackDoesNotEndItAndAHigherRoleDoes() {
        group.accept(IN_GROUP.silence("bob", HOUR, "carol"));
        group.accept(IN_GROUP.leave("carol"));
        group.accept(IN_GROUP.add("bob", "carol"));
        assertThat(group.on(IN_GROUP.send("carol", "m1", "hello"))).isEqualTo(SILENCED);

        group.accept(IN_GROUP.role("alice", "carol", ROLE_ADMIN));
        group.accept(IN_GROUP.role("alice", "carol", ROLE_MEMBER));

        group.accept(IN_GROUP.send("carol", "m1", "hello"));
    }

    @Test
    void whoInheritsTheGroupSpeaks() {
        var two = new Conversation(IN_GROUP);
        two.accept(IN_GROUP.create("alice", "g", "Friends", "bob"));
        two.accept(IN_GROUP.silence("alice", HOUR, "bob"));
        two.accept(IN_GROUP.leave("alice"));

        two.accept(IN_GROUP.send("bob", "m1", "alone"));
    }

    @Test
    void onlyAdminsSilenceAndOnlyMembers() {
        assertThat(group.refuse(IN_GROUP.silence("carol", HOUR, "bob"))).isEqualTo(ERROR_CODE_NOT_ALLOWED);
        assertThat(group.refuse(IN_GROUP.silence("mallory", HOUR, "carol"))).isEqualTo(ERROR_CODE_NOT_A_MEMBER);
        assertThat(group.refuse(IN_GROUP.silence("bob", HOUR, "carol", "alice")))
                .as("nobody is, if one may not be")
                .isEqualTo(ERROR_CODE_NOT_ALLOWED);
        group.accept(IN_GROUP.role("alice", "carol", ROLE_ADMIN));
        assertThat(group.refuse(IN_GROUP.silence("alice", HOUR, "carol"))).isEqualTo(ERROR_CODE_NOT_ALLOWED);
        group.accept(IN_GROUP.role("alice", "bob", ROLE_OWNER));
        assertThat(group.refuse(IN_GROUP.silence("bob", HOUR, "alice"))).isEqualTo(ERROR_CODE_NOT_ALLOWED);
    }

    @Test
    void badRequestsSayWhatIsWrong() {
        assertThat(group.refuse(IN_GROUP.silence("bob", HOUR))).isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
        assertThat(group.refuse(IN_GROUP.silence("bob", HOUR, "mallory"))).isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
        assertThat(group.refuse(IN_GROUP.silence("bob", Duration.ofDays(366).plusMillis(1), "carol")))
                .isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
        assertThat(group.refuse(IN_GROUP.silence("bob", Duration.ofMillis(-1), "carol")))
                .isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
        assertThat(new Conversation(IN_PAIR).refuse(IN_PAIR.silence("alice", HOUR, "bob")))
                .isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
    }
}
