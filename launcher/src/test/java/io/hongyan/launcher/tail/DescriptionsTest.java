package io.hongyan.launcher.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageEdited;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.events.v1.ReactionChanged;
import io.hongyan.proto.events.v1.ReadMoved;
import io.hongyan.proto.presence.v1.PresenceRecord;
import io.hongyan.proto.presence.v1.PresenceState;
import io.hongyan.proto.push.v1.PushDecision;
import io.hongyan.proto.push.v1.PushOutcome;
import io.hongyan.proto.push.v1.PushReason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DescriptionsTest {

    @Test
    void messageIsWhereItsNumbersWhoAndWhat() {
        Event event = event(4).setMessageSent(MessageSent.newBuilder()
                        .setCountable(true)
                        .setContent(Content.newBuilder().setText("hi\nbob")))
                .build();

        assertThat(Descriptions.of(event)).isEqualTo("d:alice:bob                  #4     r9     alice “hi bob”");
    }

    @Test
    void editsAndReactionsNameTheirMessage() {
        assertThat(Descriptions.of(event(5).setMessageEdited(MessageEdited.newBuilder()
                                .setTargetSeq(4)
                                .setContent(Content.newBuilder().setText("hello")))
                        .build()))
                .endsWith("alice edited #4: “hello”");
        var changed = ReactionChanged.newBuilder().setTargetSeq(4).setEmoji("👍");
        assertThat(Descriptions.of(
                        event(5).setReactionChanged(changed.setPresent(true)).build()))
                .endsWith("alice reacted to #4 with 👍");
        assertThat(Descriptions.of(
                        event(5).setReactionChanged(changed.setPresent(false)).build()))
                .endsWith("alice no longer reacts to #4 with 👍");
    }

    @Test
    void whatIsNotShownHasNoNumber() {
        Event event = event(0).setReadMoved(ReadMoved.newBuilder().setSeq(3)).build();

        assertThat(Descriptions.of(event))
                .isEqualTo("d:alice:bob                  ·      r9     alice has read up to #3");
    }

    @Test
    void constantsAreWords() {
        assertThat(Descriptions.of(PresenceRecord.newBuilder()
                        .setUserId("bob")
                        .setState(PresenceState.PRESENCE_STATE_AWAY)
                        .setVersion(2)
                        .build()))
                .isEqualTo("bob                          away, version 2");
        assertThat(Descriptions.of(PushDecision.newBuilder()
                        .setConversationId("d:alice:bob")
                        .setSeq(4)
                        .setUserId("bob")
                        .setDeviceId("phone")
                        .setOutcome(PushOutcome.PUSH_OUTCOME_SENT)
                        .setReason(PushReason.PUSH_REASON_NOT_CONFIRMED)
                        .setBadge(3)
                        .build()))
                .isEqualTo("d:alice:bob                  #4     bob on phone: sent (not confirmed), badge 3");
    }

    @Test
    void longTextsAreShortenedByWholeCharacters() {
        assertThat(Descriptions.shortened("雁".repeat(100))).isEqualTo("雁".repeat(59) + "…");
        assertThat(Descriptions.shortened("🪿".repeat(61))).isEqualTo("🪿".repeat(59) + "…");
        assertThat(Descriptions.shortened("short")).isEqualTo("short");
    }

    @Test
    void argumentsAreATopicAndOptions() {
        assertThat(TailArguments.parse(List.of("events", "--json")))
                .contains(new TailArguments(TailedTopic.EVENTS, false, true));
        assertThat(TailArguments.parse(List.of("--from-beginning", "push-decisions")))
                .contains(new TailArguments(TailedTopic.PUSH_DECISIONS, true, false));
        assertThat(TailArguments.parse(List.of("messages"))).isEqualTo(Optional.empty());
        assertThat(TailArguments.parse(List.of("events", "--colour"))).isEqualTo(Optional.empty());
    }

    private static Event.Builder event(long seq) {
        return Event.newBuilder()
                .setConversationId("d:alice:bob")
                .setSeq(seq)
                .setRevision(9)
                .setActor(Actor.newBuilder().setUserId("alice"));
    }
}
