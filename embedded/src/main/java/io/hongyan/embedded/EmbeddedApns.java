package io.hongyan.embedded;

import com.eatthepath.pushy.apns.server.MockApnsServer;
import com.eatthepath.pushy.apns.server.MockApnsServerBuilder;
import com.eatthepath.pushy.apns.server.RejectedNotificationException;
import com.eatthepath.pushy.apns.server.RejectionReason;
import com.eatthepath.pushy.apns.server.UnregisteredDeviceTokenException;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for Apple's push service: Pushy's mock server, speaking real HTTP/2 over TLS with a certificate that is
 * made at each start.
 */
public final class EmbeddedApns implements AutoCloseable {

    /**
     * Where and how the server runs.
     *
     * @param directory gets {@code apns.pem}, the certificate that clients must trust
     * @param port port on the loopback address; 0 for any free one
     */
    public record Settings(Path directory, int port) {}

    private static final int PAYLOAD_BYTES_MAX = 4096;
    private static final String DEVICE_PATH = "/3/device/";

    private final MockApnsServer server;
    private final int port;
    private final X509Certificate certificate;
    private final Path certificateFile;

    private EmbeddedApns(MockApnsServer server, int port, X509Certificate certificate, Path certificateFile) {
        this.server = server;
        this.port = port;
        this.certificate = certificate;
        this.certificateFile = certificateFile;
    }

    /** Starts a server that accepts every well-formed notification. */
    public static EmbeddedApns start(Settings settings, Consumer<ApnsNotification> listener) {
        return start(settings, listener, notification -> Optional.empty());
    }

    /**
     * Starts the server.
     *
     * @param listener gets each accepted notification, on a network thread: it must not block
     * @param rejections the reason for which a notification is to be refused, if any
     * @throws EmbeddedServerException if the port is taken or the directory cannot be written
     */
    public static EmbeddedApns start(
            Settings settings,
            Consumer<ApnsNotification> listener,
            Function<ApnsNotification, Optional<RejectionReason>> rejections) {
        var self = SelfSignedCertificate.make(Clock.systemUTC().instant());
        int wanted = Ports.claim("the APNs mock", settings.port());
        try {
            Files.createDirectories(settings.directory());
            Path certificateFile = Files.writeString(settings.directory().resolve("apns.pem"), self.pem());
            MockApnsServer server = new MockApnsServerBuilder()
                    .setServerCredentials(new X509Certificate[] {self.certificate()}, self.key(), null)
                    .setHandlerFactory(
                            session -> (headers, payload) -> listener.accept(accepted(headers, payload, rejections)))
                    .build();
            int port = (Integer) server.start(wanted).join();
            return new EmbeddedApns(server, port, self.certificate(), certificateFile);
        } catch (IOException | CompletionException e) {
            throw new EmbeddedServerException(
                    "The APNs mock did not start on port %d: %s.".formatted(wanted, e.getMessage()), e);
        }
    }

    /** The port, never 0. */
    public int port() {
        return port;
    }

    /** What a client in this JVM must trust. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** The same certificate as a PEM file, for clients in other processes. */
    public Path certificateFile() {
        return certificateFile;
    }

    @Override
    public void close() {
        server.shutdown().join();
    }

    private static ApnsNotification accepted(
            Http2Headers headers,
            @Nullable ByteBuf payload,
            Function<ApnsNotification, Optional<RejectionReason>> rejections)
            throws RejectedNotificationException {
        ApnsNotification notification = read(headers, payload);
        RejectionReason reason = rejections.apply(notification).orElse(null);
        if (reason == RejectionReason.UNREGISTERED) {
            throw new UnregisteredDeviceTokenException(Instant.EPOCH); // Apple says since when; long ago will do
        }
        if (reason != null) {
            throw new RejectedNotificationException(reason);
        }
        return notification;
    }

    /** Refuses what Apple refuses before it looks at the device. */
    private static ApnsNotification read(Http2Headers headers, @Nullable ByteBuf payload)
            throws RejectedNotificationException {
        String path = headers.path() == null ? "" : headers.path().toString();
        if (!path.startsWith(DEVICE_PATH) || path.length() == DEVICE_PATH.length()) {
            throw new RejectedNotificationException(RejectionReason.BAD_PATH);
        }
        String topic = header(headers, "apns-topic");
        if (topic == null) {
            throw new RejectedNotificationException(RejectionReason.MISSING_TOPIC);
        }
        if (payload == null || !payload.isReadable()) {
            throw new RejectedNotificationException(RejectionReason.PAYLOAD_EMPTY);
        }
        if (payload.readableBytes() > PAYLOAD_BYTES_MAX) {
            throw new RejectedNotificationException(RejectionReason.PAYLOAD_TOO_LARGE);
        }
        return new ApnsNotification(
                path.substring(DEVICE_PATH.length()),
                topic,
                header(headers, "apns-id"),
                header(headers, "apns-collapse-id"),
                header(headers, "apns-push-type"),
                header(headers, "apns-priority"),
                header(headers, "apns-expiration"),
                payload.toString(StandardCharsets.UTF_8));
    }

    private static @Nullable String header(Http2Headers headers, String name) {
        CharSequence value = headers.get(name);
        return value == null ? null : value.toString();
    }
}
