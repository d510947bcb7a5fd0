package io.hongyan.launcher.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.client.inbox.Conversation;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.Message;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.GroupRenamed;
import io.hongyan.proto.events.v1.Role;
import io.hongyan.proto.presence.v1.PresenceState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TranscriptTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
    private static final long NOON = Instant.parse("2026-06-01T12:00:00Z").toEpochMilli();
    private static final Transcript TRANSCRIPT = new Transcript("alice", ZoneOffset.UTC);

    @Test
    void ownMessagesShowHowFarTheyGot() {
        assertThat(TRANSCRIPT.line(withBob(0, 0), said("alice", "hi"), TODAY)).isEqualTo("12:00    #7  you: hi  ✓");
        assertThat(TRANSCRIPT.line(withBob(7, 0), said("alice", "hi"), TODAY)).isEqualTo("12:00    #7  you: hi  ✓✓");
        assertThat(TRANSCRIPT.line(withBob(7, 7), said("alice", "hi"), TODAY))
                .isEqualTo("12:00    #7  you: hi  ✓✓ read");
        assertThat(TRANSCRIPT.line(withBob(7, 7), said("bob", "hi"), TODAY)).isEqualTo("12:00    #7  bob: hi");
    }

    @Test
    void whatWasNotTodayHasItsDay() {
        assertThat(TRANSCRIPT.line(withBob(0, 0), said("bob", "hi"), TODAY.plusDays(1)))
                .isEqualTo("1 Jun 12:00    #7  bob: hi");
    }

    @Test
    void messageCannotMoveTheCursorOfWhoReadsIt() {
        assertThat(TRANSCRIPT.line(withBob(0, 0), said("bob", "a\u001b[2Jb\nc"), TODAY))
                .isEqualTo("12:00    #7  bob: a [2Jb c");
    }

    @Test
    void changesOfAGroupAreSentences() {
        ClientEvent renamed = event("bob")
                .setGroupRenamed(GroupRenamed.newBuilder().setName("Oslo"))
                .build();

        assertThat(TRANSCRIPT.line(withBob(0, 0), renamed, TODAY)).isEqualTo("12:00    #7  bob renamed it to “Oslo”");
    }

    @Test
    void messageTakenBackSaysSo() {
        ClientEvent takenBack =
                event("bob").setMessage(Message.getDefaultInstance()).build();

        assertThat(TRANSCRIPT.line(withBob(0, 0), takenBack, TODAY)).isEqualTo("12:00    #7  bob: (taken back)");
    }

    @Test
    void presenceIsASignAndASentence() {
        assertThat(TRANSCRIPT.presence("bob", PresenceState.PRESENCE_STATE_OFFLINE, NOON, TODAY))
                .isEqualTo("○ bob is offline, last seen 12:00");
        assertThat(TRANSCRIPT.presence("bob", PresenceState.PRESENCE_STATE_AWAY, 0, TODAY))
                .isEqualTo("◐ bob is away");
        assertThat(Transcript.dot(null)).isEqualTo(" ");
    }

    private static Conversation withBob(long delivered, long read) {
        return new Conversation(
                "d:alice:bob", "", 1, 7, 0, 0, false, false, Role.ROLE_UNSPECIFIED, 2, false, null, delivered, read);
    }

    private static ClientEvent said(String user, String text) {
        return event(user)
                .setMessage(Message.newBuilder().setContent(Content.newBuilder().setText(text)))
                .build();
    }

    private static ClientEvent.Builder event(String user) {
        return ClientEvent.newBuilder()
                .setConversationId("d:alice:bob")
                .setSeq(7)
                .setTimeMs(NOON)
                .setUserId(user);
    }
}
