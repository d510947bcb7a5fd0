package io.hongyan.connector.session.socket;

import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_GOING_AWAY;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_TOO_MANY_CONNECTIONS;

import io.hongyan.connector.session.Errors;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Accepts clients on one event loop. Several of these share the ports. */
final class SocketLoop extends AbstractVerticle {

    static final String WEB_SOCKET_PATH = "/v1/socket";

    private static final int RETRY_AFTER_MILLIS = 5_000;

    private final Edge edge;
    private final Logins logins;
    private final Doors doors;
    private final Map<HttpConnection, Upgrade> upgrades = new HashMap<>();
    private @Nullable Deadlines deadlines;

    SocketLoop(Edge edge, Logins logins, Doors doors) {
        this.edge = edge;
        this.logins = logins;
        this.doors = doors;
    }

    /** A connection that has not become a WebSocket yet has as long for it as for Hello. */
    private static final class Upgrade extends Deadlines.Timed {

        private final HttpConnection connection;
        private final Instant due;

        Upgrade(HttpConnection connection, Instant due) {
            this.connection = connection;
            this.due = due;
        }

        @Override
        Instant due() {
            return due;
        }

        @Override
        void wake() {
            connection.close();
        }
    }

    @Override
    public void start(Promise<Void> started) {
        deadlines = new Deadlines(((ContextInternal) context).nettyEventLoop(), edge.clock());
        List<Future<Void>> opening = new ArrayList<>();
        for (Doors.Door door : doors.all()) {
            opening.add(
                    switch (door.kind()) {
                        case TCP, TLS -> doors.openTcp(vertx, door, this::accept);
                        case WS, WSS ->
                            doors.openHttp(vertx, door, this::accept, request -> upgrade(door.kind(), request));
                    });
        }
        Future.all(opening).<Void>mapEmpty().onComplete(started);
    }

    private void accept(Transport.Kind kind, NetSocket socket) {
        begin(new TcpTransport(kind, (NetSocketInternal) socket, edge.limits().frameBytesMax()));
    }

    private void accept(HttpConnection connection) {
        if (upgrades.size() >= edge.limits().connectionsMax()) {
            connection.close();
            return;
        }
        var upgrade =
                new Upgrade(connection, edge.clock().instant().plus(edge.terms().helloTimeMax()));
        upgrades.put(connection, upgrade);
        wakes().watch(upgrade);
        connection.closeHandler(_ -> settled(connection));
    }

    private void settled(HttpConnection connection) {
        Upgrade upgrade = upgrades.remove(connection);
        if (upgrade != null) {
            wakes().forget(upgrade);
        }
    }

    private void upgrade(Transport.Kind kind, HttpServerRequest request) {
        if (!WEB_SOCKET_PATH.equals(request.path())) {
            refuse(request, 404, "WebSockets are at " + WEB_SOCKET_PATH + "\n");
        } else if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            refuse(request, 426, "this is for WebSockets only\n");
        } else {
            request.toWebSocket()
                    .onSuccess(socket -> accept(kind, socket, request.connection()))
                    .onFailure(_ -> request.connection().close()); // a handshake that is none
        }
    }

    private void accept(Transport.Kind kind, ServerWebSocket socket, HttpConnection connection) {
        settled(connection);
        begin(new WebSocketTransport(kind, socket, edge.limits().frameBytesMax()));
    }

    private static void refuse(HttpServerRequest request, int status, String why) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/plain")
                .putHeader("Connection", "close")
                .end(why);
    }

    private void begin(Transport transport) {
        int open = edge.sockets().size();
        int openMax = edge.limits().connectionsMax();
        if (open >= 2 * openMax) {
            transport.cut(); // even those that are only told why are too many
            return;
        }
        var session = new SocketSession(edge, logins, transport, wakes());
        session.start();
        if (edge.draining()) {
            session.close(Errors.of(ERROR_CODE_GOING_AWAY, "this server is leaving"));
        } else if (open >= openMax) {
            session.close(Errors.of(
                    ERROR_CODE_TOO_MANY_CONNECTIONS,
                    "this server has as many connections as allowed",
                    RETRY_AFTER_MILLIS));
        }
    }

    private Deadlines wakes() {
        Deadlines started = deadlines;
        if (started == null) {
            throw new IllegalStateException("the event loop has not started");
        }
        return started;
    }
}
