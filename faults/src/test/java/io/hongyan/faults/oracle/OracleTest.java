package io.hongyan.faults.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.Evidence.Acked;
import io.hongyan.faults.oracle.Evidence.Timeline;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OracleTest {

    @Test
    void nothingHappenedIsNoViolation() {
        assertThat(Oracle.judge(new Chat().evidence()).holds()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Corruption.class)
    void theSentenceNamesWhereAndWho(Corruption corruption) {
        Evidence evidence = Chat.withABitOfEverything().evidence();

        corruption.falsify(evidence);

        Violation violation = Oracle.judge(evidence).violations().stream()
                .filter(found -> found.kind() == corruption.kind())
                .findFirst()
                .orElseThrow();
        assertThat(violation.sentence()).contains(violation.user(), violation.conversation());
        assertThat(violation.seq() == 0 || violation.sentence().contains("#" + violation.seq()))
                .isTrue();
    }

    @Test
    void aDifferentAckIsToldWithBothAnswers() {
        Evidence evidence = new Chat().say("ann", Chat.PAIR).evidence();
        Acked first = evidence.acks().getFirst();
        evidence.acks().add(new Acked("ann", Chat.PAIR, "m0", 2, first.timeMs()));

        assertThat(Oracle.judge(evidence).violations())
                .containsExactly(new Violation(
                        Kind.RESEND_DIFFERS,
                        Chat.PAIR,
                        2,
                        "ann",
                        "m0 of ann in d:ann:ben was acknowledged as #1 at %d first, and as #2 at %d when it was sent again."
                                .formatted(first.timeMs(), first.timeMs())));
    }

    @Test
    void aMessageWithoutAckMayBeThere() {
        Evidence evidence = new Chat().say("ann", Chat.PAIR).evidence();

        evidence.acks().clear();

        assertThat(Oracle.judge(evidence).holds()).isTrue();
    }

    /** It is only the ack that makes a message's loss a broken promise, or that a device showed it. */
    @Test
    void aMessageThatADeviceShowedMustBeInHistory() {
        Evidence evidence = new Chat().say("ann", Chat.PAIR).evidence();
        evidence.acks().clear();
        evidence.counts().clear();

        evidence.histories().stream()
                .filter(history -> history.conversation().equals(Chat.PAIR))
                .forEach(history -> history.entries().clear());

        assertThat(Oracle.judge(evidence).violations())
                .extracting(Violation::kind)
                .containsOnly(Kind.LOST);
    }

    @Test
    void aDeviceThatWasAwayMayLackTheBeginning() {
        Evidence evidence = Chat.withABitOfEverything().evidence();

        Timeline shown = evidence.shown().getFirst();
        shown.entries().removeFirst();

        assertThat(Oracle.judge(evidence).holds()).isTrue();
    }

    @Test
    void whatWasTakenBackAfterItWasShownIsNoDifference() {
        Evidence evidence = Chat.withABitOfEverything().evidence();

        assertThat(evidence.shown().getFirst().entries().get(3).what()).isEqualTo(new What.Said("m4"));
        assertThat(evidence.histories().getFirst().entries().get(3).what()).isEqualTo(new What.Emptied());
        assertThat(Oracle.judge(evidence).violations()).isEqualTo(List.of());
    }
}
