package io.hongyan.bench.suite;

import io.hongyan.bench.Costs;
import io.hongyan.bench.Report;
import io.hongyan.bench.aim.Absence;
import io.hongyan.bench.aim.Body;
import io.hongyan.bench.aim.Guest;
import io.hongyan.bench.aim.Speaker;
import io.hongyan.bench.aim.Tally;
import io.hongyan.bench.aim.Target;
import io.hongyan.bench.chat.LoadUser;
import io.hongyan.bench.chat.Pairs;
import io.hongyan.bench.group.Gathering;
import io.hongyan.bench.login.Comer;
import io.hongyan.bench.login.Door;
import io.hongyan.bench.offline.SuiteAbsence;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.launcher.process.Layout;
import java.util.List;

/** The suite of {@code ./hongyan up}, through our own client. Closing it leaves the suite as it is. */
public final class SuiteTarget implements Target {

    private final Layout layout;
    private final Door door;
    private final Connections connections = Connections.withThreads(1);

    /** The one of a checkout. */
    public SuiteTarget(Layout layout) {
        this.layout = layout;
        this.door = Door.of(layout);
    }

    @Override
    public String name() {
        return "hongyan";
    }

    @Override
    public String statement() {
        return "the suite of `./hongyan up` over TCP: everything durable before it is acknowledged, receivers confirm";
    }

    @Override
    public void tellMessage(Report report) {
        LoadUser.Sizes sizes = LoadUser.sizes();
        report.figure("bytes_send", sizes.send());
        report.figure("bytes_ack", sizes.ack());
        report.figure("bytes_event", sizes.event());
        report.say("one message of %d characters alone: %d bytes up, ack %d, %d bytes down"
                .formatted(Body.CHARACTERS, sizes.send(), sizes.ack(), sizes.event()));
    }

    @Override
    public Costs costs() {
        return Costs.now(layout);
    }

    @Override
    public String door() {
        return "connector";
    }

    @Override
    public boolean acknowledges() {
        return true;
    }

    @Override
    public List<Speaker> pairs(int pairs, Tally tally) {
        return List.copyOf(Pairs.logIn(door, connections, pairs, tally));
    }

    @Override
    public List<Speaker> group(int members, Tally tally) {
        return List.copyOf(Gathering.of(members, door, connections, tally));
    }

    @Override
    public List<Guest> guests(String prefix, int count) {
        return Comer.all(prefix, count, connections, door);
    }

    @Override
    public Absence absence(int users, int messages) {
        return new SuiteAbsence(users, messages, door, connections);
    }

    @Override
    public void close() {
        connections.close();
    }
}
