package io.hongyan.bench.peer.xmpp;

import io.hongyan.bench.aim.Absence;
import io.hongyan.bench.aim.Body;
import io.hongyan.bench.aim.Order;
import io.hongyan.bench.aim.Order.Came;
import io.hongyan.bench.peer.Sockets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A device that logs in, and asks the archive for what one other wrote until it has all. */
final class XmppReturner implements Absence.Returning {

    private static final int PAGE = 200;

    private final Sockets sockets;
    private final Identity who;
    private final String writer;
    private final int messages;

    /**
     * One that is away.
     *
     * @param messages that the other has written to it
     */
    XmppReturner(Sockets sockets, Identity who, String writer, int messages) {
        this.sockets = sockets;
        this.who = who;
        this.writer = writer;
        this.messages = messages;
    }

    @Override
    public CompletionStage<Void> comeBack() {
        var visit = new Visit();
        XmppConnection connection = XmppConnection.open(sockets, who, visit);
        visit.connection.complete(connection);
        return visit.done.whenComplete((_, _) -> connection.close());
    }

    /** One time that it comes back. */
    private final class Visit implements XmppConnection.Listener {

        private final CompletableFuture<XmppConnection> connection = new CompletableFuture<>();
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private final Order order = new Order();
        private int had;
        private int asked;
        private String last = "";

        @Override
        public void in() {
            ask();
        }

        private void ask() {
            String query = Stanzas.archive("q" + ++asked, Identity.address(writer), last, PAGE);
            connection.thenAccept(open -> open.send(query));
        }

        @Override
        public void came(Element stanza) {
            if (stanza.name().equals("iq")) {
                page(stanza);
            } else {
                stanza.child("result").ifPresent(this::result);
            }
        }

        private void result(Element result) {
            last = result.attribute("id");
            Optional<Body> body = result.child("forwarded")
                    .flatMap(forwarded -> forwarded.child("message"))
                    .flatMap(message -> message.child("body"))
                    .flatMap(text -> Body.of(text.text()));
            if (body.isEmpty() || order.came(body.get().number()) != Came.IN_ORDER) {
                done.completeExceptionally(new IllegalStateException("Not what follows %d: %s".formatted(had, result)));
                return;
            }
            had++;
        }

        private void page(Element answer) {
            if (answer.attribute("type").equals("error")) {
                done.completeExceptionally(new IllegalStateException("No page: " + answer));
            } else if (had == messages) {
                done.complete(null);
            } else if (answer.child("fin")
                    .map(fin -> fin.attribute("complete").equals("true"))
                    .orElse(true)) {
                done.completeExceptionally(
                        new IllegalStateException("The archive has %d of %d.".formatted(had, messages)));
            } else {
                ask();
            }
        }

        @Override
        public void closed(String why) {
            done.completeExceptionally(new IllegalStateException(why));
        }
    }
}
