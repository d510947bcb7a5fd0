package io.hongyan.bench.peer.xmpp;

import io.hongyan.bench.aim.Body;
import io.hongyan.bench.aim.Order;
import io.hongyan.bench.aim.Speaker;
import io.hongyan.bench.aim.Tally;
import io.hongyan.bench.peer.Sockets;
import io.hongyan.client.connection.Traffic;
import io.hongyan.launcher.LauncherException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A user who writes to one other, or in a room. No receipts are sent. */
final class XmppSpeaker implements Speaker, XmppConnection.Listener {

    private static final int PATIENCE_SECONDS = 30;

    private final Identity who;
    private final Tally tally;
    private final XmppConnection connection;
    private final AtomicInteger next = new AtomicInteger();
    private final Map<String, Order> orders = new HashMap<>(); // for the event loop only
    private final CompletableFuture<Void> in = new CompletableFuture<>();
    private final CompletableFuture<Void> inRoom = new CompletableFuture<>();
    private volatile String to = "";
    private volatile boolean room;
    private volatile boolean closedByServer;

    private XmppSpeaker(Sockets sockets, Identity who, Tally tally) {
        this.who = who;
        this.tally = tally;
        this.connection = XmppConnection.open(sockets, who, this);
    }

    /**
     * Logs a user in, who does not write yet.
     *
     * @throws LauncherException if it is not let in
     */
    static XmppSpeaker logIn(Sockets sockets, Identity who, Tally tally) {
        var speaker = new XmppSpeaker(sockets, who, tally);
        await(speaker.in, who.user() + " cannot log in");
        return speaker;
    }

    /** Writes to a user from now on. */
    void writeTo(String user) {
        to = Identity.address(user);
    }

    /** Enters a room, and writes in it from now on. */
    void writeIn(String address) {
        to = address;
        room = true;
        connection.send(Stanzas.enter(address, who.user()));
        await(inRoom, who.user() + " cannot enter " + address);
    }

    private static void await(CompletableFuture<Void> done, String otherwise) {
        try {
            done.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new LauncherException(otherwise + ": " + e.getCause(), e);
        }
    }

    @Override
    public int secretLength() {
        return who.secret().length();
    }

    @Override
    public void send(long due) {
        tally.sent();
        var body = new Body(due, next.incrementAndGet());
        String id = Integer.toString(body.number(), 36);
        connection.send(room ? Stanzas.groupChat(to, id, body.text()) : Stanzas.chat(to, id, body.text()), due);
    }

    @Override
    public void in() {
        in.complete(null);
    }

    @Override
    public void acknowledged(long due) {
        if (!room) {
            tally.acked(System.nanoTime() - due);
        }
    }

    @Override
    public void came(Element stanza) {
        switch (stanza.name()) {
            case "message" -> message(stanza);
            case "presence" -> presence(stanza);
            default -> {}
        }
    }

    private void message(Element message) {
        if (message.attribute("type").equals("error")) {
            tally.failed();
            return;
        }
        String from = message.attribute("from");
        message.child("body").flatMap(text -> Body.of(text.text())).ifPresent(body -> {
            if (room && from.equals(to + "/" + who.user())) {
                tally.acked(System.nanoTime() - body.due()); // the room has taken it, and tells everybody in it
            } else {
                tally.received(
                        body, orders.computeIfAbsent(from, _ -> new Order()).came(body.number()));
            }
        });
    }

    private void presence(Element presence) {
        if (room && presence.attribute("from").equals(to + "/" + who.user())) {
            if (presence.attribute("type").equals("error")) {
                inRoom.completeExceptionally(new IllegalStateException(presence.toString()));
            } else {
                inRoom.complete(null);
            }
        }
    }

    @Override
    public void closed(String why) {
        closedByServer = true;
        in.completeExceptionally(new IllegalStateException(why));
        inRoom.completeExceptionally(new IllegalStateException(why));
        System.err.println("bench: a connection was closed: " + why);
    }

    @Override
    public Traffic traffic() {
        return connection.traffic();
    }

    @Override
    public boolean closed() {
        return closedByServer;
    }

    @Override
    public void close() {
        connection.close();
    }
}
