package io.hongyan.connector.session.socket;

import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_GOING_AWAY;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_LOGIN_TIMEOUT;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_MALFORMED_FRAME;
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
import java.time.Duration;
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
    private final Duration heldTime;
    private final Map<HttpConnection, Upgrade> upgrades = new HashMap<>();
    private @Nullable Deadlines deadlines;

    SocketLoop(Edge edge, Logins logins, Doors doors, Duration heldTime) {
        this.edge = edge;
        this.logins = logins;
        this.doors = doors;
        this.heldTime = heldTime;
    }

    /** A connection that has not become a WebSocket yet has as long for it as for Hello; a refused one never becomes any. */
    private final class Upgrade extends Deadlines.Timed {

        private final HttpConnection connection;
        private final String address;
        private final boolean refused;
        private final Instant due;

        Upgrade(HttpConnection connection, String address, boolean refused) {
            this.connection = connection;
            this.address = address;
            this.refused = refused;
            this.due = edge.clock()
                    .instant()
                    .plus(refused ? heldTime : edge.terms().helloTimeMax());
        }

        @Override
        Instant due() {
            return due;
        }

        @Override
        void wake() {
            if (!refused) {
                edge.gate().offended(address, ERROR_CODE_LOGIN_TIMEOUT);
            }
            connection.close();
        }
    }

    /** A connection that is not read, and cut when it is time. */
    private static final class Held extends Deadlines.Timed {

        private final NetSocket socket;
        private final Instant due;

        Held(NetSocket socket, Instant due) {
            this.socket = socket;
            this.due = due;
        }

        @Override
        Instant due() {
            return due;
        }

        @Override
        void wake() {
            socket.close();
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
        String address = Addresses.of(socket.remoteAddress());
        switch (edge.gate().admit(address)) {
            case IN ->
                begin(
                        new TcpTransport(
                                kind, (NetSocketInternal) socket, edge.limits().frameBytesMax()),
                        address);
            case HELD -> hold(socket);
            case CUT -> socket.close();
        }
    }

    private void hold(NetSocket socket) {
        socket.pause();
        var held = new Held(socket, edge.clock().instant().plus(heldTime));
        wakes().watch(held);
        socket.exceptionHandler(_ -> {}); // a reset; the close handler follows
        socket.closeHandler(_ -> {
            wakes().forget(held);
            edge.gate().letGo();
        });
    }

    private void accept(HttpConnection connection) {
        if (upgrades.size() >= edge.limits().connectionsMax()) {
            connection.close();
            return;
        }
        String address = Addresses.of(connection.remoteAddress());
        switch (edge.gate().admit(address)) {
            case IN -> await(new Upgrade(connection, address, false), () -> {});
            case HELD -> await(new Upgrade(connection, address, true), edge.gate()::letGo);
            case CUT -> connection.close();
        }
    }

    private void await(Upgrade upgrade, Runnable gone) {
        HttpConnection connection = upgrade.connection;
        upgrades.put(connection, upgrade);
        wakes().watch(upgrade);
        connection.closeHandler(_ -> {
            settled(connection);
            gone.run();
        });
    }

    private void settled(HttpConnection connection) {
        Upgrade upgrade = upgrades.remove(connection);
        if (upgrade != null) {
            wakes().forget(upgrade);
        }
    }

    private void upgrade(Transport.Kind kind, HttpServerRequest request) {
        Upgrade upgrade = upgrades.get(request.connection());
        if (upgrade == null || upgrade.refused) {
            return; // held until it is time
        }
        if (!WEB_SOCKET_PATH.equals(request.path())) {
            refuse(request, 404, "WebSockets are at " + WEB_SOCKET_PATH + "\n");
        } else if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            refuse(request, 426, "this is for WebSockets only\n");
        } else {
            request.toWebSocket()
                    .onSuccess(socket -> accept(kind, socket, upgrade))
                    .onFailure(_ -> noHandshake(upgrade));
        }
    }

    private void noHandshake(Upgrade upgrade) {
        edge.gate().offended(upgrade.address, ERROR_CODE_MALFORMED_FRAME);
        upgrade.connection.close();
    }

    private void accept(Transport.Kind kind, ServerWebSocket socket, Upgrade upgrade) {
        settled(upgrade.connection);
        begin(new WebSocketTransport(kind, socket, edge.limits().frameBytesMax()), upgrade.address);
    }

    private static void refuse(HttpServerRequest request, int status, String why) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/plain")
                .putHeader("Connection", "close")
                .end(why);
    }

    private void begin(Transport transport, String address) {
        int open = edge.sockets().size();
        int openMax = edge.limits().connectionsMax();
        if (open >= 2 * openMax) {
            transport.cut(); // even those that are only told why are too many
            return;
        }
        var session = new SocketSession(edge, logins, transport, address, wakes());
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
