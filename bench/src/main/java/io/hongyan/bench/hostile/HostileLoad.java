package io.hongyan.bench.hostile;

import io.hongyan.bench.LoadProgram;
import io.hongyan.bench.Report;
import io.hongyan.bench.aim.Tally;
import io.hongyan.bench.chat.Crowd;
import io.hongyan.bench.chat.Pairs;
import io.hongyan.bench.login.Door;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.launcher.process.Layout;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * The program: honest users write to each other, first alone, then beside hostile connections, against the suite of {@code
 * ./hongyan up}. Measuring begins with the first hostile connection, before any of their addresses has been found out.
 */
public final class HostileLoad {

    /** How much longer the slowest hundredth of honest messages may take beside hostile connections. */
    private static final double RATIO_MAX = 2;

    private final HostileOptions options;
    private final Layout layout;
    private final Connections connections;
    private final Report report;

    private HostileLoad(HostileOptions options, Layout layout, Connections connections, Report report) {
        this.options = options;
        this.layout = layout;
        this.connections = connections;
        this.report = report;
    }

    /**
     * Runs it and prints what was measured. Ends with 1 if an honest message or connection was lost, or took too long.
     *
     * @param arguments see {@link HostileOptions#parse}
     */
    public static void main(String[] arguments) {
        LoadProgram.run(
                "hostile",
                List.of(arguments),
                (told, layout, connections, report) ->
                        new HostileLoad(HostileOptions.parse(told), layout, connections, report).run());
    }

    /** The slowest hundredth of one part, in milliseconds, and whether everything arrived. */
    private record Measured(double ack, double receive, boolean complete) {}

    private int run() {
        var tally = new Tally();
        report.say("logging in %d honest users".formatted(options.honest()));
        Crowd crowd = Crowd.of(Pairs.logIn(Door.of(layout), connections, options.honest() / 2, tally), tally);
        crowd.warmUp(options.rate(), options.warmUp(), report);
        report.say("%d messages/s for %d s, nobody else there"
                .formatted(options.rate(), options.time().toSeconds()));
        Measured alone = measure(crowd, tally);
        report.say("%d messages/s for %d s beside %d hostile connections from %d addresses"
                .formatted(options.rate(), options.time().toSeconds(), options.hostile(), options.addresses()));
        Measured beside;
        var server = new InetSocketAddress("127.0.0.1", layout.ports().tcp());
        try (var attackers = Attackers.on(server, options.hostile(), options.addresses())) {
            beside = measure(crowd, tally);
            report.say(attackers.told());
        }
        long closed = crowd.closed();
        crowd.close();
        return report(alone, beside, closed);
    }

    private Measured measure(Crowd crowd, Tally tally) {
        tally.reset();
        crowd.send(options.rate(), options.time());
        crowd.settle();
        tally.tell(report);
        return new Measured(tally.ackedP99(), tally.receivedP99(), tally.complete());
    }

    private int report(Measured alone, Measured beside, long closed) {
        double ack = beside.ack() / alone.ack();
        double receive = beside.receive() / alone.receive();
        report.figure("p99_ratio_ack", ack);
        report.figure("p99_ratio_receive", receive);
        report.figure("honest_closed", closed);
        boolean fast = ack <= RATIO_MAX && receive <= RATIO_MAX;
        report.say(
                "p99 alone, beside, ratio: send to ack %.1f ms, %.1f ms, %.2f; send to receive %.1f ms, %.1f ms, %.2f"
                        .formatted(alone.ack(), beside.ack(), ack, alone.receive(), beside.receive(), receive));
        report.say("honest connections closed by the server: %d; all honest messages arrived: %s; within %.0f times: %s"
                .formatted(
                        closed, alone.complete() && beside.complete() ? "yes" : "no", RATIO_MAX, fast ? "yes" : "no"));
        return fast && closed == 0 && alone.complete() && beside.complete() ? 0 : 1;
    }
}
