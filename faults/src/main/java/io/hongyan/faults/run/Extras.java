package io.hongyan.faults.run;

import io.hongyan.faults.oracle.Terms;
import io.hongyan.faults.schedule.Schedule;
import io.hongyan.faults.schedule.Selection;
import io.hongyan.faults.stage.Stage;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is rarely asked for.
 *
 * @param slack how late things may be on top of what is promised, since machines under load are slow
 * @param shrink in how many further runs a smaller part of a failing schedule is looked for; 0: none
 * @param tamper what is damaged, to see the run fail; null: nothing
 * @param people who acts; null: everybody
 * @param faults which faults are injected, by their places in the schedule; null: all of them
 */
record Extras(
        Duration slack,
        int shrink,
        @Nullable Tamper tamper,
        @Nullable Set<String> people,
        @Nullable Set<Integer> faults) {

    static final Extras NONE = new Extras(Duration.ofSeconds(5), 0, null, null, null);
    static final String USAGE =
            "[--slack SECONDS] [--shrink RUNS] [--tamper history|unread] [--people u01,u02] [--faults 1,2|none]";

    /** Apps confirm within moments; alerts wait for 5 s. */
    private static final Duration CONFIRM = Duration.ofSeconds(2);

    /**
     * The same with one more option; null if there is no such option.
     *
     * @throws IllegalArgumentException if the value makes no sense
     */
    @Nullable
    Extras with(String option, String value) {
        return switch (option) {
            case "--slack" ->
                new Extras(Duration.ofSeconds(number(option, value, 0, 300)), shrink, tamper, people, faults);
            case "--shrink" -> new Extras(slack, number(option, value, 0, 1_000), tamper, people, faults);
            case "--tamper" -> new Extras(slack, shrink, tamper(value), people, faults);
            case "--people" ->
                new Extras(slack, shrink, tamper, new TreeSet<>(Arrays.asList(value.split(","))), faults);
            case "--faults" -> new Extras(slack, shrink, tamper, people, places(option, value));
            default -> null;
        };
    }

    /** A whole number between two bounds, or a sentence that says what is wrong with it. */
    static int number(String option, String value, int min, int max) {
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s wants a number, not %s.".formatted(option, value), e);
        }
        throw new IllegalArgumentException("%s must be %d to %d, not %s.".formatted(option, min, max, value));
    }

    private static Tamper tamper(String word) {
        return Arrays.stream(Tamper.values())
                .filter(tamper -> tamper.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--tamper can damage history or unread, not '%s'.".formatted(word)));
    }

    private static Set<Integer> places(String option, String value) {
        Set<Integer> places = new TreeSet<>();
        if (!value.equals("none")) {
            Arrays.stream(value.split(",")).forEach(place -> places.add(number(option, place, 1, Integer.MAX_VALUE)));
        }
        return places;
    }

    /** The options that let only a part of a schedule happen. */
    static String options(Selection part) {
        return "--people %s --faults %s"
                .formatted(
                        String.join(",", part.people()),
                        part.faults().isEmpty()
                                ? "none"
                                : part.faults().stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    /** The part of a schedule that is asked for. */
    Selection part(Schedule schedule) {
        Selection all = Selection.all(schedule);
        return new Selection(people == null ? all.people() : people, faults == null ? all.faults() : faults);
    }

    /** What services are told: nobody mends what was damaged to be found. */
    Map<String, String> overrides() {
        return tamper == null
                ? Map.of()
                : Map.of("hongyan.message.audit.enabled", "false", "hongyan.history.audit.enabled", "false");
    }

    /** What the oracle goes by. */
    Terms terms() {
        return new Terms(Stage.HEARTBEAT.toMillis(), Stage.LEASE.toMillis(), slack.toMillis(), CONFIRM.toMillis());
    }
}
