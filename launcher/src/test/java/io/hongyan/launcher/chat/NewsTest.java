package io.hongyan.launcher.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.client.ConnectionState;
import io.hongyan.client.inbox.Arrangement;
import io.hongyan.client.inbox.Conversation;
import io.hongyan.client.inbox.UnreadMentions;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.Message;
import io.hongyan.proto.client.v1.Receipt;
import io.hongyan.proto.client.v1.TypingSignal;
import io.hongyan.proto.client.v1.UserPresence;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.GroupRules;
import io.hongyan.proto.events.v1.Role;
import io.hongyan.proto.presence.v1.PresenceState;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NewsTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final String WITH_BOB = "d:alice:bob";

    private final Shown screen = new Shown();
    private final Transcript transcript = new Transcript("alice", ZoneOffset.UTC);
    private final News news = new News(screen, transcript, Clock.fixed(NOON, ZoneOffset.UTC), "alice", false);

    @BeforeEach
    void begin() {
        news.onState(ConnectionState.ONLINE, "");
        news.beginToTell();
    }

    @Test
    void whatComesWhileHistoryIsBeingShownFollowsItAndIsShownOnce() {
        news.open(WITH_BOB, conversation(0));
        news.onEvents(conversation(0), List.of(said(1, "in the history too"), said(2, "new")));

        assertThat(screen.lines).isEmpty();
        news.historyIsShown(1);
        news.onEvents(conversation(0), List.of(said(3, "later")));

        assertThat(screen.lines).containsExactly("12:00    #2  bob: new", "12:00    #3  bob: later");
    }

    @Test
    void whatHappensElsewhereIsANote() {
        news.onEvents(conversation(2), List.of(said(1, "one"), said(2, "two")));

        assertThat(screen.lines).containsExactly("  ✉ bob (2 new)");
    }

    @Test
    void promptTellsWhereOneIsWhoTypesAndWhatWaitsElsewhere() {
        open();

        news.onPresence(List.of(UserPresence.newBuilder()
                .setUserId("bob")
                .setState(PresenceState.PRESENCE_STATE_ONLINE)
                .build()));
        news.onTyping(TypingSignal.newBuilder()
                .setConversationId(WITH_BOB)
                .setUserId("bob")
                .setTyping(true)
                .build());
        news.onUnreadTotal(3);

        assertThat(screen.prompt).isEqualTo("● bob (bob types…) [3 unread]> ");
    }

    @Test
    void messageEndsTheTypingOfItsSender() {
        open();
        news.onTyping(TypingSignal.newBuilder()
                .setConversationId(WITH_BOB)
                .setUserId("bob")
                .setTyping(true)
                .build());

        news.onEvents(conversation(0), List.of(said(1, "there")));

        assertThat(screen.prompt).isEqualTo("  bob> ");
    }

    @Test
    void receiptsAreSaidForTheOpenConversationOnly() {
        open();

        news.onReceipt(receipt(WITH_BOB).setDeliveredSeq(4).build());
        news.onReceipt(receipt(WITH_BOB).setReadSeq(4).build());
        news.onReceipt(receipt("d:alice:carol").setReadSeq(9).build());

        assertThat(screen.lines).containsExactly("  ✓✓ delivered to bob up to #4", "  ✓✓ read by bob up to #4");
    }

    @Test
    void lostConnectionIsSaidOnceAndSoIsItsReturn() {
        news.onState(ConnectionState.WAITING, "The network closed it.");
        news.onState(ConnectionState.CONNECTING, "");
        news.onState(ConnectionState.WAITING, "Still nothing.");
        assertThat(screen.prompt).isEqualTo("alice (offline)> ");

        news.onState(ConnectionState.ONLINE, "");

        assertThat(screen.lines)
                .containsExactly("  … connection lost, trying again: The network closed it.", "  … connected again");
    }

    private void open() {
        news.open(WITH_BOB, conversation(0));
        news.historyIsShown(0);
    }

    private static Receipt.Builder receipt(String conversation) {
        return Receipt.newBuilder().setConversationId(conversation).setUserId("bob");
    }

    private static ClientEvent said(long seq, String text) {
        return ClientEvent.newBuilder()
                .setConversationId(WITH_BOB)
                .setSeq(seq)
                .setTimeMs(NOON.toEpochMilli())
                .setUserId("bob")
                .setMessage(Message.newBuilder().setContent(Content.newBuilder().setText(text)))
                .build();
    }

    private static Conversation conversation(long unread) {
        return new Conversation(
                WITH_BOB,
                "",
                1,
                2,
                0,
                unread,
                UnreadMentions.NONE,
                false,
                false,
                Role.ROLE_UNSPECIFIED,
                2,
                false,
                null,
                0,
                0,
                GroupRules.getDefaultInstance(),
                Arrangement.NONE,
                0,
                0);
    }

    private static final class Shown implements Screen {

        final List<String> lines = new ArrayList<>();
        String prompt = "";

        @Override
        public void print(String line) {
            lines.add(line);
        }

        @Override
        public void note(String line) {
            lines.add(line);
        }

        @Override
        public void prompt(String text) {
            prompt = text;
        }

        @Override
        public void read(Consumer<String> line, Runnable typing) {}

        @Override
        public void stop() {}

        @Override
        public void close() {}
    }
}
