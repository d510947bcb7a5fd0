package io.hongyan.faults.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A part of a schedule: those who act, and the faults that are injected. Users who do not act are there all the same, and
 * are told everything.
 *
 * @param people who acts
 * @param faults which faults, by their place among all faults of the schedule, from 1; the end of one is none
 */
public record Selection(Set<String> people, Set<Integer> faults) {

    /** All of a schedule. */
    public static Selection all(Schedule schedule) {
        Set<Integer> faults = new TreeSet<>();
        int number = 0;
        for (Round round : schedule.rounds()) {
            for (Step step : round.steps()) {
                if (step.act() instanceof Fault) {
                    faults.add(++number);
                }
            }
        }
        return new Selection(new TreeSet<>(schedule.population().users()), faults);
    }

    /** How much is left of it. */
    public int size() {
        return people.size() + faults.size();
    }

    /** The schedule without the rest: the same acts at the same times. */
    public Schedule of(Schedule schedule) {
        List<Round> rounds = new ArrayList<>();
        int number = 0;
        for (Round round : schedule.rounds()) {
            List<Step> steps = new ArrayList<>();
            for (Step step : round.steps()) {
                boolean kept = switch (step.act()) {
                    case Fault _ -> faults.contains(++number);
                    case Fault.Relief _ -> true; // of one that was not injected, it is none
                    case Act.ByUser act -> people.contains(act.device().user());
                };
                if (kept) {
                    steps.add(step);
                }
            }
            rounds.add(new Round(round.number(), List.copyOf(steps)));
        }
        return new Schedule(schedule.settings(), schedule.population(), List.copyOf(rounds));
    }
}
