package io.hongyan.bench.group;

import io.hongyan.bench.Costs;
import io.hongyan.bench.LoadProgram;
import io.hongyan.bench.Report;
import io.hongyan.bench.chat.Crowd;
import io.hongyan.bench.chat.Tally;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.launcher.process.Layout;
import java.time.Duration;
import java.util.List;

/** The program: one group, whose members write in turn at a given rate, against the suite of {@code ./hongyan up}. */
public final class GroupLoad {

    private GroupLoad() {}

    /**
     * Runs it and prints what was measured. Ends with 1 if not everything was received by everybody.
     *
     * @param arguments see {@link GroupOptions#parse}
     */
    public static void main(String[] arguments) {
        LoadProgram.run("group", List.of(arguments), GroupLoad::run);
    }

    private static int run(List<String> arguments, Layout layout, Connections connections, Report report) {
        var options = GroupOptions.parse(arguments);
        var tally = new Tally(options.members() - 1);
        Crowd crowd = Gathering.of(options.members(), layout, connections, tally);
        report.say("a group of %d is online".formatted(options.members()));
        crowd.warmUp(options.rate(), options.warmUp(), report);
        report.say("%d messages/s for %d s: %d deliveries/s wanted"
                .formatted(
                        options.rate(), options.time().toSeconds(), (long) options.rate() * (options.members() - 1)));
        Costs before = Costs.now(layout);
        long begun = System.nanoTime();
        crowd.send(options.rate(), options.time());
        crowd.settle();
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        Costs costs = Costs.now(layout);
        tally.tell(report);
        double perSecond = tally.receivedCount() * 1e9 / time.toNanos();
        report.figure("deliveries_per_second", perSecond);
        report.say("%.0f deliveries/s".formatted(perSecond));
        report.costs(before, costs, "delivery", tally.receivedCount(), time);
        crowd.close();
        return tally.complete() ? 0 : 1;
    }
}
