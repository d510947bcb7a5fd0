package io.hongyan.bench.hot;

import static java.util.Objects.requireNonNull;

import io.hongyan.message.sequencer.Changes;
import io.hongyan.message.sequencer.ConversationId;
import io.hongyan.message.sequencer.Decision;
import io.hongyan.message.sequencer.Head;
import io.hongyan.message.sequencer.Limits;
import io.hongyan.message.sequencer.Rules;
import io.hongyan.message.sequencer.Sequencing;
import io.hongyan.message.sequencer.Snapshot;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.SendMessage;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What becomes of a 100-character message between two, and what that changes; without the stores. */
@State(Scope.Benchmark)
public class SequencerBenchmark {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ConversationId PAIR = requireNonNull(ConversationId.parse("d:alice:bob"));
    private static final Command SEND = Command.newBuilder()
            .setConversationId("d:alice:bob")
            .setActor(Actor.newBuilder().setUserId("alice").setDeviceId("phone").setSessionId("01jdq4t2m8"))
            .setSendMessage(SendMessage.newBuilder()
                    .setClientMessageId("01jdq4t2m9")
                    .setContent(Content.newBuilder().setText("x".repeat(100))))
            .build();

    private final Sequencing sequencing =
            new Sequencing(new Limits(65_536, 8_000, 500, 100, Duration.ofHours(24), Duration.ofHours(24)));
    private final Snapshot open = new Snapshot(
            PAIR,
            new Head(1_000, 900, 900, NOON.toEpochMilli() - 1, 2, "", Rules.DEFAULT, 0),
            Map.of(),
            null,
            null,
            Set.of());
    private final Snapshot answered = answered();

    /** The first time. */
    @Benchmark
    public Decision decide() {
        return sequencing.decide(open, SEND, NOON);
    }

    /** A resend, whose receipt is known. */
    @Benchmark
    public Decision decideAgain() {
        return sequencing.decide(answered, SEND, NOON);
    }

    /** The first time, with the changes that its event makes. */
    @Benchmark
    public Changes decideAndApply() {
        if (sequencing.decide(open, SEND, NOON) instanceof Decision.Accepted(var event)) {
            return Sequencing.after(open, event);
        }
        throw new IllegalStateException("The message was not accepted.");
    }

    private Snapshot answered() {
        if (sequencing.decide(open, SEND, NOON) instanceof Decision.Accepted(var event)) {
            Changes changes = Sequencing.after(open, event);
            return new Snapshot(PAIR, changes.head(), Map.of(), requireNonNull(changes.receipt()), null, Set.of());
        }
        throw new IllegalStateException("The message was not accepted.");
    }
}
