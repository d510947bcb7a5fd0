package io.hongyan.bench.mixed;

import io.hongyan.bench.Costs;
import io.hongyan.bench.LoadProgram;
import io.hongyan.bench.Report;
import io.hongyan.bench.aim.Guest;
import io.hongyan.bench.aim.Tally;
import io.hongyan.bench.chat.Crowd;
import io.hongyan.bench.chat.Pairs;
import io.hongyan.bench.group.Gathering;
import io.hongyan.bench.login.Comer;
import io.hongyan.bench.login.Door;
import io.hongyan.bench.login.Residents;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.launcher.process.Layout;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The program: all kinds of users at the same time, against the suite of {@code ./hongyan up}. */
public final class MixedLoad {

    private static final int AT_ONCE = 200;

    private final MixedOptions options;
    private final Tally pairTally = new Tally();
    private final Tally groupTally;
    private final Crowd pairs;
    private final Crowd group;
    private final Passage passage;

    private MixedLoad(MixedOptions options, Layout layout, Connections connections) {
        this.options = options;
        this.groupTally = new Tally(options.members() - 1);
        this.pairs = Crowd.of(Pairs.logIn(Door.of(layout), connections, options.pairs(), pairTally), pairTally);
        this.group = Crowd.of(Gathering.of(options.members(), Door.of(layout), connections, groupTally), groupTally);
        this.passage = new Passage(connections, Door.of(layout), options.logins());
    }

    /**
     * Runs it and prints what was measured. Ends with 1 if a message was lost, or a login did not succeed.
     *
     * @param arguments see {@link MixedOptions#parse}
     */
    public static void main(String[] arguments) {
        LoadProgram.run("mixed", List.of(arguments), MixedLoad::run);
    }

    private static int run(List<String> arguments, Layout layout, Connections connections, Report report) {
        var options = MixedOptions.parse(arguments);
        List<Guest> idle =
                Residents.settle(Comer.all("idle-", options.idle(), connections, Door.of(layout)), AT_ONCE, report);
        var load = new MixedLoad(options, layout, connections);
        report.say("%d devices are idle, %d pairs and a group of %d are online"
                .formatted(idle.size(), options.pairs(), options.members()));
        if (options.warmUp().isPositive()) {
            report.say("warming up for %d s".formatted(options.warmUp().toSeconds()));
            load.act(options.warmUp());
            load.pairTally.reset();
            load.groupTally.reset();
            load.passage.forget();
        }
        report.say("%d messages/s in pairs, %d/s in the group, %d logins/s, for %d s"
                .formatted(
                        options.rate(),
                        options.groupRate(),
                        options.logins(),
                        options.time().toSeconds()));
        Costs before = Costs.now(layout);
        long begun = System.nanoTime();
        load.act(options.time());
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        Costs costs = Costs.now(layout);
        long here = idle.stream().filter(Guest::isHere).count();
        load.tell(report);
        report.figure("idle_still_connected", here);
        report.say("%d of %d idle devices are still connected".formatted(here, idle.size()));
        report.costs(before, costs, "message", load.pairTally.sentCount() + load.groupTally.sentCount(), time);
        idle.forEach(Guest::leave);
        load.pairs.close();
        load.group.close();
        return load.complete() && here == idle.size() ? 0 : 1;
    }

    /** All do what they do at the same time. */
    private void act(Duration time) {
        var writing = CompletableFuture.runAsync(() -> write(pairs, options.rate(), time), MixedLoad::start);
        var grouping = CompletableFuture.runAsync(() -> write(group, options.groupRate(), time), MixedLoad::start);
        passage.run(time);
        CompletableFuture.allOf(writing, grouping).join();
    }

    private static void start(Runnable action) {
        Thread.ofPlatform().daemon().start(action);
    }

    private static void write(Crowd crowd, int rate, Duration time) {
        crowd.send(rate, time);
        crowd.settle();
    }

    private boolean complete() {
        return pairTally.complete() && groupTally.complete() && passage.complete();
    }

    private void tell(Report report) {
        report.say("in pairs:");
        pairTally.tell(report, "pairs_");
        report.say("in the group:");
        groupTally.tell(report, "group_");
        passage.tell(report);
    }
}
