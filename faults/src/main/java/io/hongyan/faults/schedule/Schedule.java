package io.hongyan.faults.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Everything that will happen. What the acts lead to is not reproducible, since processes and networks take their own
 * time; what is attempted when is.
 *
 * @param settings what it was made of
 * @param population who there is
 * @param rounds what happens
 */
public record Schedule(Settings settings, Population population, List<Round> rounds) {

    /** The schedule of a seed. */
    public static Schedule of(Settings settings) {
        // java.util.Random, the oldest: what a seed gives there has not changed from one JDK to the next.
        var population = Population.of(settings, new Random(settings.seed()));
        var people = new People(population, settings, new Random(settings.seed() + 1));
        var afterthoughts = new Afterthoughts(population, new Random(settings.seed() + 4)); // + 3 is the saboteur's
        // A generator of its own, so that people do the same whichever faults are asked for.
        var accidents = new Accidents(settings, new Random(settings.seed() + 2));
        List<Round> rounds = new ArrayList<>();
        for (int number = 1; number <= settings.rounds(); number++) {
            Comparator<Step> byTime = Comparator.comparing(Step::at);
            List<Step> acts = people.round();
            acts.sort(byTime); // stable: what is at the same time stays as it was made
            List<Step> steps = new ArrayList<>(afterthoughts.among(acts));
            steps.addAll(accidents.round());
            steps.sort(byTime);
            rounds.add(new Round(number, List.copyOf(steps)));
        }
        return new Schedule(settings, population, List.copyOf(rounds));
    }

    /** How many faults there are; the end of one is none. */
    public long faultCount() {
        return rounds.stream()
                .flatMap(round -> round.steps().stream())
                .filter(step -> step.act() instanceof Fault)
                .count();
    }
}
