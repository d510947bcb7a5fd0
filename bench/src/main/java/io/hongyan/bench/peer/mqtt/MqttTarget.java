package io.hongyan.bench.peer.mqtt;

import io.hongyan.bench.Costs;
import io.hongyan.bench.aim.Absence;
import io.hongyan.bench.aim.Guest;
import io.hongyan.bench.aim.Speaker;
import io.hongyan.bench.aim.Tally;
import io.hongyan.bench.aim.Target;
import io.hongyan.bench.peer.PeerConnection;
import io.hongyan.bench.peer.PeerGuest;
import io.hongyan.bench.peer.Sockets;
import io.hongyan.bench.peer.mosquitto.Mosquitto;
import java.util.List;
import java.util.stream.IntStream;

/** Mosquitto, as what a scenario is aimed at: an inbox topic for each user, and for a group a topic for each member. */
public final class MqttTarget implements Target {

    private final Mosquitto server;
    private final Sockets sockets;

    /** One that was started. */
    public MqttTarget(Mosquitto server) {
        this.server = server;
        this.sockets = new Sockets(server.port());
    }

    /** The topic of what is written to one user. */
    static String inbox(String user) {
        return "u/" + user;
    }

    @Override
    public String name() {
        return Mosquitto.NAME;
    }

    @Override
    public String statement() {
        return "Mosquitto, plain TCP, MQTT 3.1.1, QoS 1, persistent sessions, nobody's password is asked for, no archive; what it"
                + " acknowledges is in memory, and on disk after half an hour; in a group members get their own messages too, which"
                + " are not counted";
    }

    @Override
    public Costs costs() {
        return server.costs();
    }

    @Override
    public String door() {
        return Mosquitto.NAME;
    }

    @Override
    public boolean acknowledges() {
        return true;
    }

    @Override
    public List<Speaker> pairs(int pairs, Tally tally) {
        String run = run();
        return IntStream.range(0, 2 * pairs)
                .<Speaker>mapToObj(i ->
                        MqttSpeaker.logIn(sockets, name(run, i), inbox(name(run, i)), inbox(name(run, i ^ 1)), tally))
                .toList();
    }

    private static String name(String run, int i) {
        return "load-%s-%d-%s".formatted(run, i / 2, i % 2 == 0 ? "a" : "b");
    }

    @Override
    public List<Speaker> group(int members, Tally tally) {
        String run = run();
        return IntStream.range(0, members)
                .<Speaker>mapToObj(i -> MqttSpeaker.logIn(
                        sockets,
                        "group-%s-%d".formatted(run, i),
                        "g/%s/+".formatted(run),
                        "g/%s/%d".formatted(run, i),
                        tally))
                .toList();
    }

    @Override
    public List<Guest> guests(String prefix, int count) {
        return IntStream.range(0, count)
                .<Guest>mapToObj(i -> new PeerGuest(sockets, listener -> open(prefix + i, listener)))
                .toList();
    }

    private MqttConnection open(String user, PeerConnection.Listener listener) {
        return MqttConnection.open(sockets, user, inbox(user), new MqttConnection.Listener() {
            @Override
            public void in() {
                listener.in();
            }

            @Override
            public void came(String topic, String text) {}

            @Override
            public void closed(String why) {
                listener.closed(why);
            }
        });
    }

    @Override
    public Absence absence(int users, int messages) {
        return new MqttAbsence(sockets, run(), users, messages);
    }

    private static String run() {
        return Long.toString(System.nanoTime(), 36);
    }

    @Override
    public void close() {
        sockets.close();
        server.close();
    }
}
