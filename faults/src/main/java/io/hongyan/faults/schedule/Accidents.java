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
    private static final int PAUSE_MIN_MS = 1_000;
    private static final int PAUSE_MAX_MS = 6_000;

    private final Settings settings;
    private final List<Victim> victims;
    private final Random random;

    Accidents(Settings settings, Random random) {
        this.settings = settings;
        this.victims = settings.scope().victims().stream().sorted().toList();
        this.random = random;
    }

    List<Step> round() {
        List<Step> steps = new ArrayList<>();
        if (settings.scope().isEmpty()) {
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
        Victim victim = victims.get(random.nextInt(victims.size()));
        boolean kill = settings.scope().kill() && (!settings.scope().pause() || random.nextBoolean());
        if (kill) {
            steps.add(new Step(Duration.ofMillis(at), new Act.Kill(victim)));
        } else {
            steps.add(new Step(Duration.ofMillis(at), new Act.Pause(victim)));
            long until = at + random.nextInt(PAUSE_MIN_MS, PAUSE_MAX_MS);
            steps.add(new Step(Duration.ofMillis(until), new Act.Resume(victim)));
        }
    }
}
