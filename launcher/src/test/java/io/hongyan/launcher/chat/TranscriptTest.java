package io.hongyan.launcher.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.client.inbox.Arrangement;
import io.hongyan.client.inbox.Conversation;
import io.hongyan.client.inbox.UnreadMentions;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.Edited;
import io.hongyan.proto.client.v1.Message;
import io.hongyan.proto.client.v1.Reacted;
import io.hongyan.proto.client.v1.Reaction;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Reply;
import io.hongyan.proto.events.v1.GroupRenamed;
import io.hongyan.proto.events.v1.GroupRules;
import io.hongyan.proto.events.v1.Role;
import io.hongyan.proto.presence.v1.PresenceState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
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
    void messageShowsWhatBecameOfIt() {
        ClientEvent message = event("bob")
                .setMessage(Message.newBuilder()
                        .setContent(Content.newBuilder()
                                .setText("me too")
                                .setForwards(1)
                                .setReplyTo(Reply.newBuilder().setSeq(3)))
                        .setEditedSeq(9)
                        .addReactions(Reaction.newBuilder().setEmoji("👍").setCount(2))
                        .addReactions(Reaction.newBuilder().setEmoji("🎉").setCount(1)))
                .build();

        assertThat(TRANSCRIPT.line(withBob(0, 0), message, TODAY))
                .isEqualTo("12:00    #7  bob: ↪ #3 (forwarded) me too (edited) 👍2 🎉");
    }

    @Test
    void editsAndReactionsAreSentences() {
        var edited = Edited.newBuilder().setTargetSeq(3);

        assertThat(TRANSCRIPT.line(
                        withBob(0, 0),
                        event("bob")
                                .setEdited(
                                        edited.setContent(Content.newBuilder().setText("hello")))
                                .build(),
                        TODAY))
                .isEqualTo("12:00    #7  bob edited #3: hello");
        assertThat(TRANSCRIPT.line(
                        withBob(0, 0),
                        event("bob").setEdited(edited.clearContent()).build(),
                        TODAY))
                .isEqualTo("12:00    #7  bob edited #3");
        var reacted = Reacted.newBuilder().setTargetSeq(3).setEmoji("👍");
        assertThat(TRANSCRIPT.line(
                        withBob(0, 0), event("alice").setReacted(reacted).build(), TODAY))
                .isEqualTo("12:00    #7  you reacted to #3 with 👍");
        assertThat(TRANSCRIPT.line(
                        withBob(0, 0),
                        event("bob").setReacted(reacted.setRemoved(true)).build(),
                        TODAY))
                .isEqualTo("12:00    #7  bob no longer reacts to #3 with 👍");
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

    @Test
    void listSaysHowManySpeakToTheUserByName() {
        Conversation group = new Conversation(
                "g:1",
                "geese",
                1,
                9,
                0,
                5,
                new UnreadMentions(2, List.of(3L, 7L), true),
                true,
                false,
                Role.ROLE_MEMBER,
                3,
                false,
                null,
                0,
                0,
                GroupRules.getDefaultInstance(),
                Arrangement.NONE,
                0,
                0);

        assertThat(TRANSCRIPT.entry(1, group, TODAY)).contains("(5 new, @2)").endsWith("muted");
        assertThat(Transcript.mentioned(group)).isEqualTo("  @ you in #3, #7");
        assertThat(Transcript.mentioned(withBob(0, 0))).isEmpty();
    }

    private static Conversation withBob(long delivered, long read) {
        return new Conversation(
                "d:alice:bob",
                "",
                1,
                7,
                0,
                0,
                UnreadMentions.NONE,
                false,
                false,
                Role.ROLE_UNSPECIFIED,
                2,
                false,
                null,
                delivered,
                read,
                GroupRules.getDefaultInstance(),
                Arrangement.NONE,
                0,
                0);
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
