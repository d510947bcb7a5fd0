package io.hongyan.faults.run;

import io.hongyan.faults.oracle.Fact;
import io.hongyan.faults.oracle.Story;
import io.hongyan.faults.oracle.Violation;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param violations what the oracle found
 * @param complaints what went wrong otherwise: waits without end, processes that ended
 * @param facts what clients did and were told
 * @param injected how many faults of each kind there were
 * @param memory what each process occupied at most, in mebibytes
 * @param tally how much there was
 */
record Outcome(
        List<Violation> violations,
        List<String> complaints,
        List<Fact> facts,
        Map<String, Integer> injected,
        Map<String, Long> memory,
        Tally tally) {

    private static final int TOLD_MAX = 20;
    private static final int STORY_LINES_MAX = 40;

    /** Whether all promises held. */
    boolean held() {
        return violations.isEmpty() && complaints.isEmpty();
    }

    void print(PrintStream out) {
        out.println();
        out.println("faults injected");
        injected.forEach((kind, count) -> out.println("  %-20s %d".formatted(kind, count)));
        out.println(tally);
        out.println("most memory, in MiB: " + memory);
        violations.stream().limit(TOLD_MAX).forEach(violation -> out.println("  ✘ " + violation));
        if (violations.size() > TOLD_MAX) {
            out.println("  … and %d more".formatted(violations.size() - TOLD_MAX));
        }
        complaints.stream().limit(TOLD_MAX).forEach(complaint -> out.println("  ✘ " + complaint));
    }

    private record Told(Violation violation, List<String> story) {}

    /** What led to one of the violations: that of which there is least to tell. */
    void printStory(PrintStream out) {
        violations.stream()
                .limit(TOLD_MAX)
                .map(violation -> new Told(violation, Story.of(facts, violation, STORY_LINES_MAX)))
                .min(Comparator.comparingInt(told -> told.story().size()))
                .ifPresent(told -> {
                    out.println();
                    out.println("how it came to " + told.violation());
                    told.story().forEach(line -> out.println("  " + line));
                });
    }
}
