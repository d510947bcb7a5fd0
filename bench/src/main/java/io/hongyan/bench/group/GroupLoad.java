package io.hongyan.bench.group;

import io.hongyan.bench.Costs;
import io.hongyan.bench.LoadProgram;
import io.hongyan.bench.chat.Crowd;
import io.hongyan.bench.chat.LoadUser;
import io.hongyan.bench.chat.Tally;
import io.hongyan.bench.login.Door;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.launcher.process.Layout;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The program: one group, whose members write in turn at a given rate, against the suite of {@code ./hongyan up}. */
public final class GroupLoad {

    /** As our client does while messages keep coming. */
    private static final Duration CONFIRM_EVERY = Duration.ofSeconds(1);

    private GroupLoad() {}

    /**
     * Runs it and prints what was measured. Ends with 1 if not everything was received by everybody.
     *
     * @param arguments see {@link GroupOptions#parse}
     */
    public static void main(String[] arguments) {
        LoadProgram.run(
                (layout, connections, out) -> run(GroupOptions.parse(List.of(arguments)), layout, connections, out));
    }

    private static int run(GroupOptions options, Layout layout, Connections connections, PrintStream out) {
        var tally = new Tally(options.members() - 1);
        Crowd crowd = gather(options.members(), layout, connections, tally);
        out.println("a group of %d is online".formatted(options.members()));
        crowd.warmUp(options.rate(), options.warmUp(), out);
        out.println("%d messages/s for %d s: %d deliveries/s wanted"
                .formatted(
                        options.rate(), options.time().toSeconds(), (long) options.rate() * (options.members() - 1)));
        Costs before = Costs.now(layout);
        long begun = System.nanoTime();
        crowd.send(options.rate(), options.time());
        crowd.settle();
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        Costs costs = Costs.now(layout);
        out.println(tally.table());
        out.println("%.0f deliveries/s".formatted(tally.receivedCount() * 1e9 / time.toNanos()));
        out.println(costs.since(before, "delivery", tally.receivedCount(), time));
        crowd.close();
        return tally.complete() ? 0 : 1;
    }

    private static Crowd gather(int members, Layout layout, Connections connections, Tally tally) {
        Door door = Door.of(layout);
        String run = Long.toString(System.nanoTime(), 36);
        List<String> names = IntStream.range(0, members)
                .mapToObj(member -> "group-%s-%d".formatted(run, member))
                .toList();
        List<LoadUser> users = names.stream()
                .map(name -> LoadUser.logIn(connections, door.address(), name, door.token(name), tally, CONFIRM_EVERY))
                .toList();
        String group = users.getFirst().createGroup(run, names.subList(1, members));
        users.forEach(user -> user.writeIn(group));
        return Crowd.of(users, tally);
    }
}
