package io.hongyan.push.send.fcm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hongyan.push.send.AppsConfig;
import io.hongyan.push.send.Outgoing;
import io.hongyan.push.send.Provider;
import io.hongyan.push.send.Rendered;
import io.hongyan.push.send.Reply;
import io.hongyan.push.send.http.HttpCaller;
import io.hongyan.push.send.http.HttpFailure;
import io.hongyan.push.send.http.Tokenless;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Hands alerts to Firebase Cloud Messaging, by its HTTP v1 API. */
public final class FcmProvider implements Provider {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");

    private final URI url;
    private final AccessTokens tokens;
    private final FcmMessage messages;
    private final HttpCaller http;
    private final Duration timeout;
    private final InstantSource clock;

    private FcmProvider(
            URI url, AccessTokens tokens, FcmMessage messages, HttpCaller http, Duration timeout, InstantSource clock) {
        this.url = url;
        this.tokens = tokens;
        this.messages = messages;
        this.http = http;
        this.timeout = timeout;
        this.clock = clock;
    }

    /**
     * For the service account that stands in the file now.
     *
     * @param prefix the keys' prefix, such as {@code hongyan.push.apps."app".fcm}
     * @throws IllegalStateException with a sentence that names the key, if the configuration does not fit
     */
    public static FcmProvider open(String prefix, AppsConfig.Fcm config, InstantSource clock) {
        if (!isSafe(config.url())) {
            throw new IllegalStateException(
                    prefix + ".url must be an https address: with each alert goes the right to send any.");
        }
        try {
            var http = new HttpCaller(config.trustedCertificate().orElse(null), config.timeout());
            var tokens = AccessTokens.read(config, new TokenTransport(http), http.threads());
            return new FcmProvider(
                    config.url().resolve("/v1/projects/" + tokens.project() + "/messages:send"),
                    tokens,
                    new FcmMessage(config.message()),
                    http,
                    config.timeout(),
                    clock);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "Cannot set up FCM from %s.service-account and %s.trusted-certificate: %s"
                            .formatted(prefix, prefix, e.getMessage()),
                    e);
        }
    }

    /** The files whose content credentials are made of. */
    public static List<Path> files(AppsConfig.Fcm config) {
        return Stream.concat(Stream.of(config.serviceAccount()), config.trustedCertificate().stream())
                .toList();
    }

    @Override
    public CompletionStage<Reply> send(Outgoing alert) {
        return tokens.get()
                .thenCompose(token -> post(alert, token))
                .handle((reply, failure) -> failure == null ? reply : HttpFailure.reply(failure))
                .toCompletableFuture()
                .completeOnTimeout(new Reply.Unavailable("Timeout"), timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Rendered render(Outgoing alert) {
        return new Rendered(new TreeMap<>(), Tokenless.payload(messages.of(alert, clock.instant()), "/message"));
    }

    @Override
    public void close() {
        http.close();
    }

    private CompletionStage<Reply> post(Outgoing alert, String token) {
        return http.post(
                        url,
                        Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json; charset=UTF-8"),
                        messages.of(alert, clock.instant()).getBytes(UTF_8))
                .thenApply(answer -> {
                    if (answer.status() == 401) {
                        tokens.forget(token);
                    }
                    return FcmReply.of(answer, clock.instant());
                });
    }

    private static boolean isSafe(URI url) {
        return "https".equals(url.getScheme())
                || ("http".equals(url.getScheme()) && THIS_MACHINE.contains(String.valueOf(url.getHost())));
    }
}
