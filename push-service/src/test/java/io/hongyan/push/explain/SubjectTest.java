package io.hongyan.push.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.push.decision.Imagined;
import io.hongyan.push.testing.Talk;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubjectTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Talk talk = Talk.between("alice", "bob");

    @Test
    void aMessageIsReadAsAlertsAreOpenedByItHoweverOldItIs() {
        Event event = talk.says("alice", "  hello\u0007 ", Instant.EPOCH);

        assertThat(Subject.of(event, "bob", NOON))
                .isEqualTo(
                        new Subject.Message(new Imagined(talk.id(), 1, 1, "alice", "hello", List.of(), false, NOON)));
    }

    @Test
    void mentionsAreKept() {
        Event event = talk.mentions("alice", "you", "bob", "no user!");

        assertThat(Subject.of(event, "bob", NOON))
                .isEqualTo(new Subject.Message(
                        new Imagined(talk.id(), 1, 1, "alice", "you", List.of("bob"), false, NOON)));
    }

    @Test
    void onesOwnASilentOneOneThatWasTakenBackAndWhatIsNoneAreToldApart() {
        Event takenBack = talk.says("alice", "oops").toBuilder()
                .setMessageSent(MessageSent.newBuilder().setCountable(true))
                .build();

        assertThat(Subject.of(talk.says("bob", "mine"), "bob", NOON)).isEqualTo(new Subject.Own());
        assertThat(Subject.of(talk.whispers("alice", "psst"), "bob", NOON)).isEqualTo(new Subject.Silent());
        assertThat(Subject.of(takenBack, "bob", NOON)).isEqualTo(new Subject.TakenBack());
        assertThat(Subject.of(talk.recalls("alice", 1), "bob", NOON)).isEqualTo(new Subject.Other());
    }

    @Test
    void whatItSaysStaysOutOfLogs() {
        assertThat(Subject.of(talk.says("alice", "secret"), "bob", NOON).toString())
                .doesNotContain("secret");
    }
}
