package io.hongyan.bench.peer.xmpp;

import io.hongyan.bench.Costs;
import io.hongyan.bench.aim.Absence;
import io.hongyan.bench.aim.Guest;
import io.hongyan.bench.aim.Speaker;
import io.hongyan.bench.aim.Tally;
import io.hongyan.bench.aim.Target;
import io.hongyan.bench.peer.PeerConnection;
import io.hongyan.bench.peer.PeerGuest;
import io.hongyan.bench.peer.Sockets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A server of XMPP, as what a scenario is aimed at. */
public final class XmppTarget implements Target {

    private final XmppServer server;
    private final boolean acknowledgements;
    private final Sockets sockets;

    /**
     * One that was started.
     *
     * @param acknowledgements whether who writes asks the server after each message whether it has been taken
     */
    public XmppTarget(XmppServer server, boolean acknowledgements) {
        this.server = server;
        this.acknowledgements = acknowledgements;
        this.sockets = new Sockets(server.port());
    }

    @Override
    public String name() {
        return server.name();
    }

    @Override
    public String statement() {
        return server.statement()
                + "; plain TCP, SASL PLAIN, no receipts (XEP-0184), "
                + (acknowledgements
                        ? "stream management (XEP-0198) on: an acknowledgement is asked for after each message"
                        : "stream management (XEP-0198) off: nobody is told that a message was taken");
    }

    @Override
    public Costs costs() {
        return server.costs();
    }

    @Override
    public String door() {
        return server.name();
    }

    @Override
    public boolean acknowledges() {
        return acknowledgements;
    }

    @Override
    public List<Speaker> pairs(int pairs, Tally tally) {
        String run = run();
        List<String> names = IntStream.range(0, 2 * pairs)
                .mapToObj(i -> "load-%s-%d-%s".formatted(run, i / 2, i % 2 == 0 ? "a" : "b"))
                .toList();
        List<XmppSpeaker> users = logIn(names, tally, acknowledgements);
        for (int i = 0; i < users.size(); i++) {
            users.get(i).writeTo(names.get(i ^ 1));
        }
        return List.copyOf(users);
    }

    @Override
    public List<Speaker> group(int members, Tally tally) {
        String run = run();
        List<XmppSpeaker> users = logIn(
                IntStream.range(0, members)
                        .mapToObj(i -> "group-%s-%d".formatted(run, i))
                        .toList(),
                tally,
                false); // the room itself tells who wrote
        users.forEach(user -> user.writeIn("bench-%s@%s".formatted(run, server.rooms())));
        return List.copyOf(users);
    }

    @Override
    public List<Guest> guests(String prefix, int count) {
        List<String> names = IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
        server.register(names);
        return names.stream()
                .map(name -> new Identity(name, acknowledgements, 0))
                .<Guest>map(who -> new PeerGuest(sockets, listener -> open(who, listener)))
                .toList();
    }

    private XmppConnection open(Identity who, PeerConnection.Listener listener) {
        return XmppConnection.open(sockets, who, new XmppConnection.Listener() {
            @Override
            public void in() {
                listener.in();
            }

            @Override
            public void came(Element stanza) {}

            @Override
            public void closed(String why) {
                listener.closed(why);
            }
        });
    }

    @Override
    public Absence absence(int users, int messages) {
        return new XmppAbsence(server, sockets, run(), users, messages);
    }

    private List<XmppSpeaker> logIn(List<String> names, Tally tally, boolean streamManagement) {
        server.register(names);
        List<XmppSpeaker> users = new ArrayList<>();
        for (String name : names) {
            users.add(XmppSpeaker.logIn(sockets, new Identity(name, streamManagement, 0), tally));
        }
        return users;
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
