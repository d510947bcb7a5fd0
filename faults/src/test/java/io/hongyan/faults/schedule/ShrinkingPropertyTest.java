package io.hongyan.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ShrinkingPropertyTest {

    static final int PEOPLE = 20;
    static final int FAULTS = 30;

    /** Where it takes certain people and certain faults to fail, just these are left, in far fewer runs than there are parts. */
    @Property(tries = 300)
    void whatIsLeftIsWhatItTakes(
            @ForAll @Size(min = 1, max = 4) Set<@IntRange(max = PEOPLE - 1) Integer> people,
            @ForAll @Size(max = 4) Set<@IntRange(min = 1, max = FAULTS) Integer> faults) {
        Set<String> guilty = people.stream().map(ShrinkingPropertyTest::user).collect(Collectors.toSet());
        Shrinking shrinking = Shrinking.of(whole());
        int runs = 0;
        for (Optional<Shrinking.Trial> trial = shrinking.next(); trial.isPresent(); trial = shrinking.next()) {
            Selection part = trial.get().part();
            shrinking = trial.get()
                    .with(part.people().containsAll(guilty) && part.faults().containsAll(faults));
            runs++;
        }

        assertThat(shrinking.smallest()).isEqualTo(new Selection(guilty, faults));
        assertThat(runs).isLessThan(250);
    }

    /** Each part that is tried is smaller than what is known to fail, and has somebody who acts. */
    @Property(tries = 100)
    void everyTrialIsSmaller(@ForAll long seed) {
        var random = new Random(seed);
        Shrinking shrinking = Shrinking.of(whole());
        int runs = 0;
        for (Optional<Shrinking.Trial> trial = shrinking.next(); trial.isPresent(); trial = shrinking.next()) {
            assertThat(trial.get().part().size())
                    .isLessThan(shrinking.smallest().size());
            assertThat(trial.get().part().people()).isNotEmpty();
            shrinking = trial.get().with(random.nextInt(4) == 0);
            assertThat(++runs).isLessThan(2_000);
        }
    }

    private static Selection whole() {
        return new Selection(
                IntStream.range(0, PEOPLE)
                        .mapToObj(ShrinkingPropertyTest::user)
                        .collect(Collectors.toCollection(TreeSet::new)),
                IntStream.rangeClosed(1, FAULTS).boxed().collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String user(int number) {
        return "u%02d".formatted(number);
    }
}
