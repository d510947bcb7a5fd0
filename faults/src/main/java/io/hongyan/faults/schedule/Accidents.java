package io.hongyan.faults.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes the faults of each round: one to three moments, at some of which two processes are hit together. */
final class Accidents {

    private static final int MOMENTS_MAX = 3;
    private static final double TOGETHER = 0.3;
    private static final int APART_MAX_MS = 500;
    private static final int LENGTH_MIN_MS = 1_000;
    private static final int LENGTH_MAX_MS = 6_000;
    private static final int A_WHILE_MS = 8_000;

    private final Settings settings;
    private final List<Kind> kinds;
    private final Random random;

    Accidents(Settings settings, Random random) {
        this.settings = settings;
        this.kinds = settings.scope().kinds();
        this.random = random;
    }

    List<Step> round() {
        List<Step> steps = new ArrayList<>();
        if (kinds.isEmpty()) {
            return steps;
        }
        int moments = 1 + random.nextInt(MOMENTS_MAX);
        long length = settings.roundTime().toMillis();
        for (int moment = 0; moment < moments; moment++) {
            long at = length / 10 + random.nextLong(length * 7 / 10); // neither before people talk nor after
            strike(at, steps);
            if (random.nextDouble() < TOGETHER) {
                strike(at + random.nextInt(APART_MAX_MS), steps);
            }
        }
        return steps;
    }

    private void strike(long at, List<Step> steps) {
        Kind kind = kind();
        List<Victim> victims = settings.scope().victims(kind);
        Victim victim = victims.get(random.nextInt(victims.size()));
        int number = kind.hitsOneProcess() ? 1 + random.nextInt(victim.processes()) : 0;
        Duration length = Duration.ZERO;
        if (kind.lasts()) {
            int more = kind.lastsAWhile() ? A_WHILE_MS : 0;
            length = Duration.ofMillis(more + random.nextInt(LENGTH_MIN_MS, LENGTH_MAX_MS));
        }
        var fault = new Fault(kind, victim, number, length);
        steps.add(new Step(Duration.ofMillis(at), fault));
        if (kind.lasts()) {
            steps.add(new Step(Duration.ofMillis(at).plus(length), new Fault.Relief(fault)));
        }
    }

    private Kind kind() {
        int dice = random.nextInt(kinds.stream().mapToInt(Kind::weight).sum());
        for (Kind kind : kinds) {
            dice -= kind.weight();
            if (dice < 0) {
                return kind;
            }
        }
        throw new IllegalStateException("The weights do not add up.");
    }
}
