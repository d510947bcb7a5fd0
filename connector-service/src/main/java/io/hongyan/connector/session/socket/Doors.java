package io.hongyan.connector.session.socket;

import static java.util.Objects.requireNonNull;

import io.hongyan.connector.session.LimitsConfig;
import io.hongyan.connector.session.Terms;
import io.hongyan.eventlog.tls.ReloadedCertificate;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The ports that clients come to, with what is set on their sockets. Each is opened once on every event loop. */
final class Doors implements AutoCloseable {

    private final SocketConfig config;
    private final @Nullable ReloadedCertificate certificate;
    private final LimitsConfig limits;
    private final Terms terms;
    private final List<Door> all;
    private final Map<Transport.Kind, Integer> ports = new ConcurrentHashMap<>();

    Doors(SocketConfig config, TlsConfig tls, LimitsConfig limits, Terms terms, MeterRegistry meters) {
        this.config = config;
        this.limits = limits;
        this.terms = terms;
        if (tls.certificate().isPresent() != tls.key().isPresent()) {
            throw new IllegalArgumentException("hongyan.connector.tls.certificate is " + tls.certificate()
                    + " and hongyan.connector.tls.key is " + tls.key() + ": set both, or neither");
        }
        this.certificate = tls.certificate().isEmpty()
                ? null
                : new ReloadedCertificate(tls.certificate().get(), tls.key().orElseThrow(), tls.lookEvery())
                        .measured("sockets", meters, InstantSource.system());
        var plain = List.of(
                new Door(Transport.Kind.TCP, config.tcpPort(), "hongyan.connector.socket.tcp-port"),
                new Door(Transport.Kind.WS, config.webSocketPort(), "hongyan.connector.socket.web-socket-port"));
        var secure = List.of(
                new Door(Transport.Kind.TLS, config.tlsPort(), "hongyan.connector.socket.tls-port"),
                new Door(
                        Transport.Kind.WSS, config.webSocketTlsPort(), "hongyan.connector.socket.web-socket-tls-port"));
        this.all = certificate == null ? plain : List.of(plain.get(0), plain.get(1), secure.get(0), secure.get(1));
    }

    /** One port, and the key that sets it. */
    record Door(Transport.Kind kind, int port, String key) {

        /** Vert.x gives event loops that ask for the same negative port the same free one. */
        int portToBind() {
            int free = switch (kind) {
                case TCP -> -1;
                case TLS -> -2;
                case WS -> -3;
                case WSS -> -4;
            };
            return port == 0 ? free : port;
        }
    }

    List<Door> all() {
        return all;
    }

    /** The ports that were opened. */
    Map<Transport.Kind, Integer> ports() {
        return ports.isEmpty() ? Map.of() : new EnumMap<>(ports);
    }

    Future<Void> openTcp(Vertx vertx, Door door, BiConsumer<Transport.Kind, NetSocket> accept) {
        var options =
                new NetServerOptions().setTcpNoDelay(true).setTcpKeepAlive(true).setAcceptBacklog(config.backlog());
        if (door.kind() == Transport.Kind.TLS) {
            secure(options);
        }
        return vertx.createNetServer(options)
                .connectHandler(socket -> accept.accept(door.kind(), socket))
                .exceptionHandler(_ -> {}) // a TLS handshake that failed, or a scanner
                .listen(door.portToBind(), config.host())
                .onSuccess(server -> ports.put(door.kind(), server.actualPort()))
                .recover(cause -> Future.failedFuture(cannotOpen(door, cause)))
                .mapEmpty();
    }

    Future<Void> openHttp(
            Vertx vertx, Door door, Handler<HttpConnection> connected, Handler<HttpServerRequest> requested) {
        var options = new HttpServerOptions();
        options.setTcpNoDelay(true).setTcpKeepAlive(true).setAcceptBacklog(config.backlog());
        options.setWebSocketSubProtocols(List.of(WebSocketTransport.JSON, WebSocketTransport.BINARY))
                .setMaxWebSocketFrameSize(limits.frameBytesMax())
                .setPerMessageWebSocketCompressionSupported(
                        false) // costs memory for each, and lets small frames explode
                .setPerFrameWebSocketCompressionSupported(false)
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false);
        if (door.kind() == Transport.Kind.WSS) {
            secure(options);
        }
        return vertx.createHttpServer(options)
                .connectionHandler(connected)
                .requestHandler(requested)
                .exceptionHandler(_ -> {}) // a TLS handshake that failed, or a scanner
                .listen(door.portToBind(), config.host())
                .onSuccess(server -> ports.put(door.kind(), server.actualPort()))
                .recover(cause -> Future.failedFuture(cannotOpen(door, cause)))
                .mapEmpty();
    }

    private void secure(NetServerOptions options) {
        options.setSsl(true)
                .setKeyCertOptions(
                        KeyCertOptions.wrap(requireNonNull(certificate).manager()))
                .setEnabledSecureTransportProtocols(new LinkedHashSet<>(List.of("TLSv1.3", "TLSv1.2")))
                .setSslHandshakeTimeout(terms.helloTimeMax().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        if (certificate != null) {
            certificate.close();
        }
    }

    private IllegalStateException cannotOpen(Door door, Throwable cause) {
        return new IllegalStateException(
                "cannot listen on " + config.host() + ":" + door.port() + " (" + door.kind() + "): "
                        + cause.getMessage() + "; is another process using the port? Set another one by " + door.key(),
                cause);
    }
}
