package io.hongyan.faults.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class OraclePropertyTest {

    /** Whatever people do: if the system did it right, the oracle has nothing to say. */
    @Property(tries = 400)
    void aRightChatHasNoViolation(@ForAll long seed, @ForAll @IntRange(max = 250) int steps) {
        assertThat(Oracle.judge(Script.random(seed, steps).evidence()).violations())
                .isEmpty();
    }

    /** Nor at looks on the way, each of which asks only for what the one before has not seen. */
    @Property(tries = 50)
    void looksOnTheWayFindNothingEither(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps) {
        Chat chat = Script.random(seed, steps);
        var oracle = new Oracle(Chat.TERMS);
        int heard = 0;
        for (int look = 0; look < 4; look++) {
            Script.aBitOfEverything(chat);
            long seen = look == 0
                    ? 0
                    : chat.rooms.values().stream()
                                    .mapToLong(room -> room.log.size())
                                    .min()
                                    .orElse(0)
                            / 2;
            Evidence evidence = chat.evidence();
            new ArrayList<>(evidence.facts().subList(heard, evidence.facts().size())).forEach(oracle::hear);
            heard = evidence.facts().size();

            assertThat(oracle.judge(chat.look(seen)).violations()).isEmpty();
        }
    }

    /** Whatever people did before: every way of being wrong is found, and called by its name. */
    @Property(tries = 1_000)
    void everyCorruptionIsFound(
            @ForAll long seed, @ForAll @IntRange(max = 60) int steps, @ForAll("corruptions") Corruption corruption) {
        Corruption.Case falsified = corruption.of(Script.random(seed, steps));

        assertThat(Oracle.judge(falsified.evidence()).violations())
                .extracting(Violation::kind)
                .contains(corruption.kind());
    }

    @Provide
    Arbitrary<Corruption> corruptions() {
        return Arbitraries.of(Corruption.all());
    }
}
