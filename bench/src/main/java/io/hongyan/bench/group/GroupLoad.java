package io.hongyan.bench.group;

import io.hongyan.bench.Costs;
import io.hongyan.bench.Report;
import io.hongyan.bench.aim.Tally;
import io.hongyan.bench.aim.Target;
import io.hongyan.bench.chat.Crowd;
import java.time.Duration;
import java.util.List;

/** The scenario: one group, whose members write in turn at a given rate. */
public final class GroupLoad {

    private GroupLoad() {}

    /**
     * Runs it and tells what was measured. Returns 1 if not everything was received by everybody, else 0.
     *
     * @param arguments see {@link GroupOptions#parse}
     */
    public static int run(List<String> arguments, Target target, Report report) {
        var options = GroupOptions.parse(arguments);
        var tally = new Tally(options.members() - 1);
        Crowd crowd = Crowd.of(target.group(options.members(), tally), tally);
        report.say("a group of %d is online".formatted(options.members()));
        crowd.warmUp(options.rate(), options.warmUp(), report);
        report.say("%d messages/s for %d s: %d deliveries/s wanted"
                .formatted(
                        options.rate(), options.time().toSeconds(), (long) options.rate() * (options.members() - 1)));
        Costs before = target.costs();
        long begun = System.nanoTime();
        crowd.send(options.rate(), options.time());
        crowd.settle();
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        Costs costs = target.costs();
        tally.tell(report);
        double perSecond = tally.receivedCount() * 1e9 / time.toNanos();
        report.figure("deliveries_per_second", perSecond);
        report.say("%.0f deliveries/s".formatted(perSecond));
        report.costs(before, costs, "delivery", tally.receivedCount(), time);
        crowd.close();
        return tally.complete() ? 0 : 1;
    }
}
