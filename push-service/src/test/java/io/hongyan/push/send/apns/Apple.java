package io.hongyan.push.send.apns;

import com.eatthepath.pushy.apns.server.MockApnsServer;
import com.eatthepath.pushy.apns.server.MockApnsServerBuilder;
import com.eatthepath.pushy.apns.server.PushNotificationHandler;
import com.eatthepath.pushy.apns.server.RejectedNotificationException;
import com.eatthepath.pushy.apns.server.RejectionReason;
import com.eatthepath.pushy.apns.server.UnregisteredDeviceTokenException;
import io.hongyan.embedded.SelfSignedCertificate;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Apple's end of the line: Pushy's mock server, over TLS and HTTP/2, which can be stopped and started again. */
final class Apple implements AutoCloseable {

    private static final EventLoopGroup LOOPS = new NioEventLoopGroup(1, new DefaultThreadFactory("apple", true));

    /** Since when Apple says that a token is unregistered. */
    static final Instant SINCE = Instant.parse("2026-01-01T12:00:00Z");

    /**
     * A notification as it came.
     *
     * @param clientCertificate the name in the certificate of whoever sent it; null without one
     */
    record Received(
            Map<String, String> headers,
            String payload,
            @Nullable String clientCertificate) {}

    private final Path certificate;
    private final Path key;
    private final @Nullable Path trustedClient;
    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private final Queue<RejectionReason> rejections = new ConcurrentLinkedQueue<>();
    private MockApnsServer server;
    private final int port;

    private Apple(Path directory, @Nullable Path trustedClient) throws Exception {
        this.certificate = directory.resolve("apple.pem");
        this.key = directory.resolve("apple-key.pem");
        this.trustedClient = trustedClient;
        SelfSignedCertificate.write(certificate, key, Instant.now());
        this.server = build();
        this.port = server.start(0).get();
    }

    /** Starts it, with its certificate in the directory. */
    static Apple start(Path directory) throws Exception {
        return new Apple(directory, null);
    }

    /** Starts one that believes a client's certificate. */
    static Apple trusting(Path directory, Path client) throws Exception {
        return new Apple(directory, client);
    }

    int port() {
        return port;
    }

    Path certificate() {
        return certificate;
    }

    /** All notifications so far, rejected ones included. */
    List<Received> received() {
        return List.copyOf(received);
    }

    /** Rejects the next notifications, one for each reason. */
    void reject(RejectionReason... reasons) {
        rejections.addAll(List.of(reasons));
    }

    /** Says GOAWAY, and closes all connections. */
    void leave() throws Exception {
        server.shutdown().get();
    }

    void comeBack() throws Exception {
        server = build();
        server.start(port).get();
    }

    @Override
    public void close() throws Exception {
        leave();
    }

    private MockApnsServer build() throws IOException {
        var builder = new MockApnsServerBuilder()
                .setEventLoopGroup(LOOPS)
                .setServerCredentials(certificate.toFile(), key.toFile(), null)
                .setHandlerFactory(this::handler);
        if (trustedClient != null) {
            builder.setTrustedClientCertificateChain(trustedClient.toFile());
        }
        return builder.build();
    }

    private PushNotificationHandler handler(SSLSession session) {
        return (headers, payload) -> {
            received.add(new Received(
                    byName(headers),
                    payload == null ? "" : payload.toString(StandardCharsets.UTF_8),
                    clientOf(session)));
            RejectionReason reason = rejections.poll();
            if (reason == RejectionReason.UNREGISTERED) {
                throw new UnregisteredDeviceTokenException(SINCE);
            }
            if (reason != null) {
                throw new RejectedNotificationException(reason);
            }
        };
    }

    private static @Nullable String clientOf(SSLSession session) {
        try {
            return ((X509Certificate) session.getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }

    private static Map<String, String> byName(Http2Headers headers) {
        var byName = new HashMap<String, String>();
        headers.forEach(header ->
                byName.put(header.getKey().toString(), header.getValue().toString()));
        return byName;
    }
}
