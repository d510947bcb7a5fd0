package io.hongyan.message.sequencer.kafka;

import static io.hongyan.message.sequencer.Commands.IN_PAIR;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.eventlog.Topics;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.Refused;
import io.hongyan.proto.commands.v1.Reply;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes in and out: events, replies, dead letters, headers, metrics. */
class SequencerTopologyTest {

    @TempDir
    Path directory;

    private SequencerDriver sequencer;

    @BeforeEach
    void open() {
        sequencer = SequencerDriver.at(directory);
    }

    @AfterEach
    void close() {
        sequencer.close();
    }

    @Test
    void aMessageBecomesAnEventAndAReply() throws Exception {
        Command command = IN_PAIR.send("alice", "m1", "hello").toBuilder()
                .setReplyTo(SequencerDriver.HERE)
                .build();

        sequencer.pipe(command);

        TestRecord<String, byte[]> event = sequencer.eventRecord();
        assertThat(event.key()).isEqualTo("d:alice:bob");
        assertThat(event.timestamp()).isEqualTo(SequencerDriver.NOON.toEpochMilli());
        assertThat(SequencerDriver.text(event.headers()))
                .isEqualTo(Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "d:alice:bob/1",
                        "ce_type", "hongyan.events.v1.Event.message_sent",
                        "ce_source", "/hongyan/sequencer",
                        "ce_time", "2026-01-01T12:00:00Z",
                        "content-type", "application/protobuf",
                        "traceparent", SequencerDriver.TRACE));
        assertThat(Event.parseFrom(event.value()).getMessageSent().getContent().getText())
                .isEqualTo("hello");
        TestRecord<String, byte[]> reply = sequencer.replyRecord();
        assertThat(reply.key()).isEqualTo("d:alice:bob");
        assertThat(SequencerDriver.text(reply.headers()))
                .isEqualTo(Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "boot/7",
                        "ce_type", "hongyan.commands.v1.Reply",
                        "ce_source", "/hongyan/sequencer",
                        "ce_time", "2026-01-01T12:00:00Z",
                        "content-type", "application/protobuf",
                        "traceparent", SequencerDriver.TRACE));
        assertThat(Reply.parseFrom(reply.value())).isEqualTo(SequencerDriver.accepted(1, false));
    }

    @Test
    void aRefusalIsAnsweredAndPublishesNothing() {
        sequencer.pipe(IN_PAIR.send("carol", "m1", "hello").toBuilder()
                .setReplyTo(SequencerDriver.HERE)
                .build());

        assertThat(sequencer.replies())
                .isEqualTo(List.of(Reply.newBuilder()
                        .setReplyTo(SequencerDriver.HERE)
                        .setConversationId("d:alice:bob")
                        .setRefused(Refused.newBuilder()
                                .setCode(ErrorCode.ERROR_CODE_NOT_A_MEMBER)
                                .setMessage("The user is not in this conversation, or there is none."))
                        .build()));
        assertThat(sequencer.events()).isEmpty();
    }

    @Test
    void whoCannotBeAnsweredIsServedAllTheSame() {
        sequencer.pipe(IN_PAIR.send("alice", "m1", "nobody waits"));
        sequencer.pipe(withSlot(IN_PAIR.send("alice", "m2", "no such slot"), -1));
        sequencer.pipe(withSlot(IN_PAIR.send("alice", "m3", "no such slot"), Topics.SLOTS));
        sequencer.pipe(withSlot(IN_PAIR.send("alice", "m4", "not in this topic"), 1));
        sequencer.pipe(IN_PAIR.send("alice", "m5", "no such life").toBuilder()
                .setReplyTo(SequencerDriver.HERE.toBuilder().setBootId("b".repeat(65)))
                .build());

        assertThat(sequencer.events()).hasSize(5);
        assertThat(sequencer.replies()).isEmpty();
        assertThat(sequencer
                        .meters()
                        .counter("hongyan.sequencer.replies.dropped")
                        .count())
                .isEqualTo(3);
    }

    private static Command withSlot(Command command, int slot) {
        return command.toBuilder()
                .setReplyTo(SequencerDriver.HERE.toBuilder().setSlot(slot))
                .build();
    }

    @Test
    void poisonLeavesAsItCameAndTheNextIsServed() {
        byte[] noAction = IN_PAIR.by("alice").build().toByteArray();
        byte[] noConversation = IN_PAIR.send("alice", "m1", "x").toBuilder()
                .clearConversationId()
                .build()
                .toByteArray();
        sequencer.pipe("d:alice:bob", new byte[] {(byte) 0xff});
        sequencer.pipe("d:alice:bob", null);
        sequencer.pipe("d:alice:carol", IN_PAIR.send("alice", "m1", "x").toByteArray());
        sequencer.pipe(null, IN_PAIR.send("alice", "m1", "x").toByteArray());
        sequencer.pipe("d:alice:bob", noConversation);
        sequencer.pipe("d:alice:bob", noAction);
        sequencer.pipe(IN_PAIR.send("alice", "m1", "hello"));

        List<TestRecord<String, byte[]>> letters = sequencer.deadLetters();
        assertThat(letters)
                .extracting(letter -> SequencerDriver.text(letter.headers()).get("hongyan-error-code"))
                .containsExactly("UNDECODABLE", "UNDECODABLE", "INVALID", "INVALID", "INVALID", "INVALID");
        assertThat(letters).extracting(TestRecord::key).startsWith("d:alice:bob", "d:alice:bob", "d:alice:carol", null);
        assertThat(letters.get(1).value()).isNull();
        assertThat(letters.get(5).value()).isEqualTo(noAction);
        assertThat(SequencerDriver.text(letters.get(5).headers()))
                .isEqualTo(Map.of(
                        "traceparent", SequencerDriver.TRACE,
                        "hongyan-error-code", "INVALID",
                        "hongyan-error-message", "The command has no action, or one that is not known here.",
                        "hongyan-consumer", "hongyan-sequencer",
                        "hongyan-source-topic", "hongyan.commands.v1",
                        "hongyan-source-partition", "0",
                        "hongyan-source-offset", "5"));
        assertThat(sequencer.events()).hasSize(1);
        assertThat(sequencer
                        .meters()
                        .counter("hongyan.dead.letters", "topic", Topics.COMMANDS, "code", "INVALID")
                        .count())
                .isEqualTo(4);
    }

    @Test
    void decisionsAreCountedAndTimed() {
        long received = SequencerDriver.NOON.minusMillis(20).toEpochMilli();
        sequencer.pipe(IN_PAIR.send("alice", "m1", "hello").toBuilder()
                .setReceivedMs(received)
                .build());
        sequencer.pipe(IN_PAIR.send("carol", "m1", "hello").toBuilder()
                .setReceivedMs(SequencerDriver.NOON.plusSeconds(9).toEpochMilli())
                .build());

        assertThat(decisions("send_message", "accepted", "none")).isEqualTo(1);
        assertThat(decisions("send_message", "refused", "NOT_A_MEMBER")).isEqualTo(1);
        var latency = sequencer.meters().get("hongyan.sequencer.latency").timer();
        assertThat(latency.count()).isEqualTo(2);
        assertThat(latency.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(20);
    }

    private double decisions(String kind, String outcome, String code) {
        return sequencer
                .meters()
                .counter("hongyan.sequencer.decisions", "kind", kind, "outcome", outcome, "code", code)
                .count();
    }
}
