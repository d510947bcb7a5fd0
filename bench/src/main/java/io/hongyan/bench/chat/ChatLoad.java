package io.hongyan.bench.chat;

import io.hongyan.bench.Costs;
import io.hongyan.bench.LoadProgram;
import io.hongyan.bench.Report;
import io.hongyan.client.connection.Traffic;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.launcher.process.Layout;
import java.time.Duration;
import java.util.List;

/** The program: pairs of users who write to each other at a given total rate, against the suite of {@code ./hongyan up}. */
public final class ChatLoad {

    private final LoadOptions options;
    private final Layout layout;
    private final Connections connections;
    private final Report report;

    private ChatLoad(LoadOptions options, Layout layout, Connections connections, Report report) {
        this.options = options;
        this.layout = layout;
        this.connections = connections;
        this.report = report;
    }

    /**
     * Runs one load and prints what was measured.
     *
     * @param arguments see {@link LoadOptions#parse}
     */
    public static void main(String[] arguments) {
        LoadProgram.run(
                "chat",
                List.of(arguments),
                (told, layout, connections, report) ->
                        new ChatLoad(LoadOptions.parse(told), layout, connections, report).run());
    }

    private int run() {
        var tally = new Tally();
        Crowd crowd = Crowd.logIn(layout, connections, options.pairs(), tally);
        List<LoadUser> users = crowd.users();
        Traffic login = users.getFirst().traffic();
        report.figure("bytes_login_up", login.bytesUp());
        report.figure("bytes_login_down", login.bytesDown());
        report.figure("bytes_token", users.getFirst().tokenLength());
        report.say("login on the wire, token of %d characters: %d bytes up, %d bytes down"
                .formatted(users.getFirst().tokenLength(), login.bytesUp(), login.bytesDown()));
        crowd.warmUp(options.rate(), options.warmUp(), report);
        List<Traffic> before = users.stream().map(LoadUser::traffic).toList();
        report.say("%d messages/s among %d users for %d s"
                .formatted(options.rate(), users.size(), options.time().toSeconds()));
        Costs costsBefore = Costs.now(layout);
        long begun = System.nanoTime();
        crowd.send(options.rate(), options.time());
        crowd.settle();
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        Costs costs = Costs.now(layout);
        report(tally, users, before);
        report.costs(costsBefore, costs, "message", tally.sentCount(), time);
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
        tally.tell(report);
        report.figure("bytes_up_per_message", up / (double) Math.max(1, tally.sentCount()));
        report.figure("bytes_down_per_message", down / (double) Math.max(1, tally.sentCount()));
        report.say("on the wire for each message, acks and receipts included: %d bytes up, %d bytes down"
                .formatted(up / Math.max(1, tally.sentCount()), down / Math.max(1, tally.sentCount())));
        LoadUser.Sizes sizes = LoadUser.sizes();
        report.figure("bytes_send", sizes.send());
        report.figure("bytes_ack", sizes.ack());
        report.figure("bytes_event", sizes.event());
        report.say("one message of %d characters alone: %d bytes up, ack %d, %d bytes down"
                .formatted(LoadUser.CHARACTERS, sizes.send(), sizes.ack(), sizes.event()));
    }
}
