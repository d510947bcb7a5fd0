package io.hongyan.launcher.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.eventlog.Topics;
import io.hongyan.launcher.query.Projected;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.Refused;
import io.hongyan.proto.commands.v1.Reply;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.explain.v1.GetProjectedResponse;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private final TimelineText text = new TimelineText(ZoneOffset.UTC);

    @Test
    void aMessagesWayIsInTheOrderOfItsTimesWithDifferences() {
        Evidence found = everything();

        assertThat(text.title(found)).isEqualTo("d:alice:bob#4, r10: message sent by alice on phone, client id m-1");
        assertThat(text.lines(Timeline.of(found)))
                .containsExactly(
                        "  2026-01-01",
                        "  12:00:00.000                        received from alice on phone   [commands 3@40]",
                        "  12:00:00.002      +2 ms    (+2 ms)  command handed to Kafka   [commands 3@40]",
                        "  12:00:00.006      +6 ms    (+4 ms)  numbered by the sequencer: #4, r10   [events 3@110]",
                        "  12:00:00.006      +6 ms    (+0 ms)  answered to slot 5: accepted   [replies 3@7]",
                        "  12:00:00.021     +21 ms   (+15 ms)  routed to slot 3 for bob on tablet, session"
                                + " session-of-nobody   [deliveries 3@8]",
                        "  12:00:00.024     +24 ms    (+3 ms)  history-service has it   [its database]",
                        "  12:00:00.025     +25 ms    (+1 ms)  unread counts have it   [its database]",
                        "  12:00:00.030     +30 ms    (+5 ms)  push to bob on phone: deferred, because awaiting"
                                + " confirmation   [push-decisions 3@2]",
                        "  12:00:00.080     +80 ms   (+50 ms)  delivered: bob on tablet has everything up to #4  "
                                + " [events 3@112]",
                        "  12:00:00.900    +900 ms  (+820 ms)  read: bob on tablet has read up to #4; unread counts from"
                                + " there on   [events 3@113]",
                        "  Times are by the clock of whoever did the thing; those of other machines may differ a little.",
                        "Not known:",
                        "  - when exactly it was committed, which Kafka does not tell readers: after it was numbered and"
                                + " before anything below was done with it",
                        "  - when connectors wrote it to sockets: only devices say what they have");
    }

    @Test
    void whatAMessageSaysIsNotShown() {
        Evidence found = everything();

        assertThat(text.title(found) + text.lines(Timeline.of(found))).doesNotContain("secret words");
    }

    @Test
    void whatIsNotFoundIsNamedWithTheReason() {
        Evidence found = new Evidence(
                Records.logged(Records.sent()),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                new Projected.Silent("UNAVAILABLE"),
                projected(GetProjectedResponse.newBuilder().setHeadSeq(3)));

        assertThat(Timeline.of(found).unknown())
                .anyMatch(line -> line.startsWith("when it was received"))
                .anyMatch(line -> line.startsWith("when it was answered"))
                .anyMatch(line -> line.startsWith("whether it was routed"))
                .anyMatch(line -> line.startsWith("whether a device has it"))
                .anyMatch(line -> line.startsWith("whether an alert was considered"))
                .contains("what history-service has of it: no answer (UNAVAILABLE)")
                .contains("unread counts: NOT THERE YET, the projection knows the conversation up to #3");
    }

    @Test
    void aRowWithoutATimeIsThereAllTheSame() {
        Evidence found = withProjected(
                projected(GetProjectedResponse.newBuilder().setHeadSeq(4).setStored(true)),
                projected(GetProjectedResponse.newBuilder().setHeadSeq(4)));

        assertThat(Timeline.of(found).unknown())
                .anyMatch(
                        line -> line.startsWith("when history-service had it: it is there, but the database does not"))
                .contains("when unread counts had it: the projection is past it and keeps no row for such an event");
    }

    @Test
    void aRowThatARecallWroteAgainSaysSo() {
        Evidence found = withProjected(
                projected(GetProjectedResponse.newBuilder()
                        .setHeadSeq(5)
                        .setStored(true)
                        .setRecalled(true)
                        .setWrittenMs(Records.NOON.plusMillis(5_020).toEpochMilli())),
                projected(GetProjectedResponse.newBuilder().setHeadSeq(4)));

        assertThat(Timeline.of(found).steps().getLast().what())
                .isEqualTo("history-service has it as recalled (the row was written again by the recall)");
    }

    @Test
    void aCommandThatWasRefusedHasAWayToo() {
        Reply refused = Records.reply().toBuilder()
                .setRefused(Refused.newBuilder()
                        .setCode(ErrorCode.ERROR_CODE_NOT_A_MEMBER)
                        .setMessage("You are not in this conversation."))
                .build();
        Evidence found = withoutEvent(List.of(Records.entry(Topics.REPLIES, 7, 6, refused)), List.of());

        Timeline timeline = Timeline.of(found);

        assertThat(text.title(found)).isEqualTo("A command was sent, and no event of it is found.");
        assertThat(timeline.steps().getLast().what())
                .isEqualTo("answered to slot 5: REFUSED, not a member: You are not in this conversation.");
        assertThat(timeline.unknown())
                .containsExactly("any event: none came of it, or not yet, or not in the part of the log that was read");
    }

    @Test
    void aDeadLetterEndsAWayLoudly() {
        var letter = new Entry<>(
                Topics.deadLetters(Topics.COMMANDS),
                0,
                2,
                Records.NOON.plusMillis(9),
                Map.of(
                        "hongyan-consumer", "hongyan-sequencer",
                        "hongyan-error-code", "INVALID",
                        "hongyan-error-message", "There is no action."),
                "");
        Evidence found = withoutEvent(List.of(), List.of(new Evidence.Dead("hongyan.commands.v1 3@40", letter)));

        Timeline.Step last = Timeline.of(found).steps().getLast();

        assertThat(last.what())
                .isEqualTo(
                        "DEAD LETTER: hongyan-sequencer could not process hongyan.commands.v1 3@40: There is no action."
                                + " (INVALID)");
        assertThat(last.source()).isEqualTo("commands.dlq 0@2");
    }

    @Test
    void aResendIsToldAsOne() {
        Command again = Records.command().toBuilder()
                .setReceivedMs(Records.NOON.plusMillis(300).toEpochMilli())
                .build();
        Evidence found = new Evidence(
                Records.logged(Records.sent()),
                List.of(
                        Records.entry(Topics.COMMANDS, 40, 2, Records.command()),
                        Records.entry(Topics.COMMANDS, 41, 302, again)),
                List.of(Records.entry(
                        Topics.REPLIES,
                        8,
                        305,
                        Records.reply().toBuilder()
                                .setAccepted(Records.reply().getAccepted().toBuilder()
                                        .setRepeated(true))
                                .build())),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null);

        assertThat(Timeline.of(found).steps().stream().map(Timeline.Step::what))
                .contains("received again from alice on phone")
                .endsWith("answered to slot 5: accepted as a resend: the first answer again");
    }

    private static Evidence everything() {
        return withProjected(projected(24), projected(25));
    }

    private static Evidence withProjected(Projected history, Projected unread) {
        return new Evidence(
                Records.logged(Records.sent()),
                List.of(Records.entry(Topics.COMMANDS, 40, 2, Records.command())),
                List.of(Records.entry(Topics.REPLIES, 7, 6, Records.reply())),
                List.of(Records.entry(Topics.DELIVERIES, 8, 21, Records.delivery())),
                Map.of("session-of-bob", Records.session()),
                List.of(Records.logged(Records.delivered(12, "tablet", 4)), Records.logged(Records.read(13, 4))),
                List.of(Records.entry(Topics.PUSH_DECISIONS, 2, 31, Records.deferred())),
                List.of(),
                history,
                unread);
    }

    private static Evidence withoutEvent(List<Entry<Reply>> replies, List<Evidence.Dead> dead) {
        return new Evidence(
                null,
                List.of(Records.entry(Topics.COMMANDS, 40, 2, Records.command())),
                replies,
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                dead,
                null,
                null);
    }

    private static Projected projected(long afterMs) {
        return projected(GetProjectedResponse.newBuilder()
                .setHeadSeq(4)
                .setStored(true)
                .setWrittenMs(Records.NOON.plusMillis(afterMs).toEpochMilli()));
    }

    private static Projected projected(GetProjectedResponse.Builder answer) {
        return new Projected.Answered(answer.build());
    }
}
