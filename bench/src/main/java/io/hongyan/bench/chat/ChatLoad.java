package io.hongyan.bench.chat;

import io.hongyan.bench.Costs;
import io.hongyan.bench.LoadProgram;
import io.hongyan.client.connection.Traffic;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.launcher.process.Layout;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** The program: pairs of users who write to each other at a given total rate, against the suite of {@code ./hongyan up}. */
public final class ChatLoad {

    private final LoadOptions options;
    private final Layout layout;
    private final Connections connections;
    private final PrintStream out;

    private ChatLoad(LoadOptions options, Layout layout, Connections connections, PrintStream out) {
        this.options = options;
        this.layout = layout;
        this.connections = connections;
        this.out = out;
    }

    /**
     * Runs one load and prints what was measured.
     *
     * @param arguments see {@link LoadOptions#parse}
     */
    public static void main(String[] arguments) {
        LoadProgram.run((layout, connections, out) ->
                new ChatLoad(LoadOptions.parse(List.of(arguments)), layout, connections, out).run());
    }

    private int run() {
        var tally = new Tally();
        Crowd crowd = Crowd.logIn(layout, connections, options.pairs(), tally);
        List<LoadUser> users = crowd.users();
        Traffic login = users.getFirst().traffic();
        out.println("login on the wire, token of %d characters: %d bytes up, %d bytes down"
                .formatted(users.getFirst().tokenLength(), login.bytesUp(), login.bytesDown()));
        crowd.warmUp(options.rate(), options.warmUp(), out);
        List<Traffic> before = users.stream().map(LoadUser::traffic).toList();
        out.println("%d messages/s among %d users for %d s"
                .formatted(options.rate(), users.size(), options.time().toSeconds()));
        Costs costsBefore = Costs.now(layout);
        long begun = System.nanoTime();
        crowd.send(options.rate(), options.time());
        crowd.settle();
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        Costs costs = Costs.now(layout);
        report(tally, users, before);
        out.println(costs.since(costsBefore, "message", tally.sentCount(), time));
        crowd.close();
        return tally.complete() ? 0 : 1;
    }

    private void report(Tally tally, List<LoadUser> users, List<Traffic> before) {
        long up = 0;
        long down = 0;
        for (int i = 0; i < users.size(); i++) {
            Traffic moved = users.get(i).traffic().since(before.get(i));
            up += moved.bytesUp();
            down += moved.bytesDown();
        }
        out.println(tally.table());
        out.println("on the wire for each message, acks and receipts included: %d bytes up, %d bytes down"
                .formatted(up / Math.max(1, tally.sentCount()), down / Math.max(1, tally.sentCount())));
        LoadUser.Sizes sizes = LoadUser.sizes();
        out.println("one message of %d characters alone: %d bytes up, ack %d, %d bytes down"
                .formatted(LoadUser.CHARACTERS, sizes.send(), sizes.ack(), sizes.event()));
    }
}
