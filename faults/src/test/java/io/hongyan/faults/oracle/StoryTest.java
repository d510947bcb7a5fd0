package io.hongyan.faults.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoryTest {

    static List<Corruption> corruptions() {
        return Corruption.all();
    }

    @ParameterizedTest
    @MethodSource("corruptions")
    void everyViolationHasAShortStory(Corruption corruption) {
        Evidence evidence = corruption.of(new Chat()).evidence();

        for (Violation violation : Oracle.judge(evidence).violations()) {
            assertThat(Story.of(evidence.facts(), violation, 20).size()).isLessThanOrEqualTo(20);
        }
    }

    @Test
    void aResendThatDiffersIsToldFromItsFirstAttempt() {
        Chat chat = new Chat()
                .say("ann", Chat.PAIR)
                .say("ben", Chat.PAIR)
                .trouble()
                .calm()
                .resend(0);
        Evidence evidence = chat.evidence();
        evidence.facts().removeIf(fact -> fact instanceof Fact.Shown);
        Fact.Acked again = (Fact.Acked) evidence.facts().stream()
                .filter(fact ->
                        fact instanceof Fact.Acked ack && ack.contentId().equals("m0"))
                .toList()
                .getLast();
        evidence.facts()
                .replaceAll(fact -> fact.equals(again)
                        ? new Fact.Acked(again.atMs(), again.user(), again.conversation(), "m0", 9, again.timeMs())
                        : fact);
        Violation violation = Oracle.judge(evidence).violations().getFirst();

        assertThat(Story.of(evidence.facts(), violation, 20))
                .containsExactly(
                        "    1.000 s  ann sends m0 to d:ann:ben",
                        "    1.020 s  ann is told that m0 is #1 of d:ann:ben, at 1764021601020",
                        "    1.040 s  ✂ SIGKILL push",
                        "    1.040 s  everything works again",
                        "    1.040 s  ann sends m0 again",
                        "    1.060 s  ann is told that m0 is #9 of d:ann:ben, at 1764021601020");
    }
}
