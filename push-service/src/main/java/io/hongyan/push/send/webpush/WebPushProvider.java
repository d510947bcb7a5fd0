package io.hongyan.push.send.webpush;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.interaso.webpush.VapidKeys;
import com.interaso.webpush.WebPush;
import io.hongyan.push.device.WebPushKeys;
import io.hongyan.push.send.AppsConfig;
import io.hongyan.push.send.Outgoing;
import io.hongyan.push.send.Provider;
import io.hongyan.push.send.Rendered;
import io.hongyan.push.send.Reply;
import io.hongyan.push.send.http.HttpCaller;
import io.hongyan.push.send.http.HttpFailure;
import io.hongyan.push.send.http.SecretFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Hands alerts to the push services of browsers, encrypted so that only the browser can read them. */
public final class WebPushProvider implements Provider {

    private static final Logger LOG = Logger.getLogger(WebPushProvider.class);

    private static final Duration TTL_MAX = Duration.ofDays(28); // more than that no push service keeps anything

    private record Encrypted(URI endpoint, Map<String, String> headers, byte[] body) {}

    private final WebPush sender;
    private final VapidTokens tokens;
    private final PushServices services;
    private final HttpCaller http;
    private final Duration timeout;
    private final InstantSource clock;

    private WebPushProvider(
            WebPush sender, PushServices services, HttpCaller http, Duration timeout, InstantSource clock) {
        this.sender = sender;
        this.tokens = new VapidTokens(sender, clock);
        this.services = services;
        this.http = http;
        this.timeout = timeout;
        this.clock = clock;
    }

    /**
     * With the keys that stand in the file now.
     *
     * @param prefix the keys' prefix, such as {@code hongyan.push.apps."app".web-push}
     * @throws IllegalStateException with a sentence that names the key, if the configuration does not fit
     */
    public static WebPushProvider open(String prefix, AppsConfig.WebPush config, InstantSource clock) {
        try {
            VapidKeys keys = keys(config.vapidKeys());
            var provider = new WebPushProvider(
                    new WebPush(config.subject(), keys),
                    PushServices.of(config.services()),
                    new HttpCaller(config.trustedCertificate().orElse(null), config.timeout()),
                    config.timeout(),
                    clock);
            LOG.infof(
                    "Browsers subscribe with this applicationServerKey: keys=%s key=%s",
                    prefix, Base64.getUrlEncoder().withoutPadding().encodeToString(keys.getApplicationServerKey()));
            return provider;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "Cannot set up Web Push from %s.vapid-keys, .subject, .services and .trusted-certificate: %s"
                            .formatted(prefix, e.getMessage()),
                    e);
        }
    }

    /** The files whose content credentials are made of. */
    public static List<Path> files(AppsConfig.WebPush config) {
        return Stream.concat(Stream.of(config.vapidKeys()), config.trustedCertificate().stream())
                .toList();
    }

    private static VapidKeys keys(Path file) throws IOException {
        List<String> lines = SecretFile.lines(file);
        if (lines.size() != 2) {
            throw new IllegalArgumentException("the keys' file must have two lines, the public and the private key");
        }
        try {
            return VapidKeys.fromUncompressedBytes(lines.getFirst(), lines.getLast());
        } catch (RuntimeException e) {
            // Whatever the library says of a key might quote it.
            throw new IllegalArgumentException(
                    "the keys' file must have a public and a private key of P-256 that belong together, as base64url"
                            + " of 65 and 32 bytes (" + e.getClass().getSimpleName() + ")");
        }
    }

    @Override
    public CompletionStage<Reply> send(Outgoing alert) {
        if (services.of(alert.target().token()).isEmpty()) {
            return CompletableFuture.completedStage(new Reply.Refused("ServiceNotAllowed"));
        }
        // Encryption takes a good part of a millisecond: no event loop's work.
        return CompletableFuture.supplyAsync(() -> encrypt(alert), http.threads())
                .thenCompose(ready -> http.post(ready.endpoint(), ready.headers(), ready.body()))
                .handle((answer, failure) -> failure == null
                        ? WebPushReply.of(answer, clock.instant())
                        : failure.getCause() instanceof KeysException
                                ? new Reply.Refused("KeysNotUsable")
                                : HttpFailure.reply(failure))
                .completeOnTimeout(new Reply.Unavailable("Timeout"), timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Rendered render(Outgoing alert) {
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("TTL", String.valueOf(ttl(alert)));
        headers.put("Topic", topic(alert));
        headers.put("Urgency", urgency(alert).name().toLowerCase(Locale.ROOT));
        return new Rendered(headers, new String(WebPushPayload.of(alert), UTF_8));
    }

    @Override
    public void close() {
        http.close();
    }

    private Encrypted encrypt(Outgoing alert) {
        String endpoint = alert.target().token();
        WebPushKeys keys = alert.target().webPush();
        if (keys == null) {
            throw new KeysException("a browser without keys", null);
        }
        byte[] body;
        try {
            body = sender.getBody(WebPushPayload.of(alert), keys.p256dh(), keys.auth());
        } catch (Exception e) { // Kotlin does not say what it throws: a point off the curve is an InvalidKeyException
            throw new KeysException("a browser's public key cannot be used", e);
        }
        var headers = sender.getHeadersWithToken(tokens.of(endpoint), ttl(alert), topic(alert), urgency(alert));
        return new Encrypted(URI.create(endpoint), headers, body);
    }

    private int ttl(Outgoing alert) {
        return (int) alert.usefulFor(clock.instant(), TTL_MAX).toSeconds();
    }

    private static String topic(Outgoing alert) {
        return WebPushPayload.topic(alert.trigger().conversationId());
    }

    private static WebPush.Urgency urgency(Outgoing alert) {
        return alert.disturbs() ? WebPush.Urgency.High : WebPush.Urgency.Low;
    }

    /** A browser registered keys that are none. */
    private static final class KeysException extends RuntimeException {

        private static final long serialVersionUID = 1;

        KeysException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
