package io.hongyan.push.send.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hongyan.push.send.AppsConfig;
import io.hongyan.push.send.Fitted;
import io.hongyan.push.send.Outgoing;
import io.hongyan.push.send.Provider;
import io.hongyan.push.send.Rendered;
import io.hongyan.push.send.Reply;
import io.hongyan.push.send.RetryAfter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Hands alerts to an address of the operator's, who takes them on to a vendor. */
public final class HookProvider implements Provider {

    /** No vendor takes more. */
    static final int BODY_BYTES_MAX = 4096;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI url;
    private final HookSignature signature;
    private final HttpCaller http;
    private final InstantSource clock;

    private HookProvider(URI url, HookSignature signature, HttpCaller http, InstantSource clock) {
        this.url = url;
        this.signature = signature;
        this.http = http;
        this.clock = clock;
    }

    /**
     * With the secrets that stand in the file now.
     *
     * @param prefix the keys' prefix, such as {@code hongyan.push.apps."app".hook}
     * @throws IllegalStateException with a sentence that names the key, if the configuration does not fit
     */
    public static HookProvider open(String prefix, AppsConfig.Hook config, InstantSource clock) {
        if (!List.of("https", "http").contains(config.url().getScheme())
                || config.url().getHost() == null) {
            throw new IllegalStateException(prefix + ".url must be an https or http address.");
        }
        try {
            return new HookProvider(
                    config.url(),
                    HookSignature.read(config.secret()),
                    new HttpCaller(config.trustedCertificate().orElse(null), config.timeout()),
                    clock);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "Cannot set up the hook from %s.secret and %s.trusted-certificate: %s"
                            .formatted(prefix, prefix, e.getMessage()),
                    e);
        }
    }

    /** The files whose content credentials are made of. */
    public static List<Path> files(AppsConfig.Hook config) {
        return Stream.concat(Stream.of(config.secret()), config.trustedCertificate().stream())
                .toList();
    }

    @Override
    public CompletionStage<Reply> send(Outgoing alert) {
        Instant now = clock.instant();
        byte[] body = body(alert).getBytes(UTF_8);
        return http.post(
                        url,
                        Map.of(
                                "Content-Type", "application/json",
                                "Hongyan-Alert-Id", alert.trigger().decisionId(),
                                "Hongyan-Timestamp", Long.toString(now.getEpochSecond()),
                                "Hongyan-Signature", signature.of(now, body)),
                        body)
                .handle((answer, failure) -> failure == null ? reply(answer) : HttpFailure.reply(failure));
    }

    @Override
    public Rendered render(Outgoing alert) {
        var headers = new TreeMap<>(Map.of("Hongyan-Alert-Id", alert.trigger().decisionId()));
        return new Rendered(headers, Tokenless.payload(body(alert), ""));
    }

    @Override
    public void close() {
        http.close();
    }

    private Reply reply(HttpCaller.Answer answer) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return new Reply.Accepted();
        }
        if (status == 410) {
            return new Reply.TokenInvalid(null);
        }
        String reason = "Status" + status;
        return status == 429 || status >= 500
                ? new Reply.Unavailable(reason, RetryAfter.of(answer.retryAfter(), clock.instant()))
                : new Reply.Refused(reason);
    }

    private String body(Outgoing alert) {
        return Fitted.of(alert.words().body(), BODY_BYTES_MAX, text -> build(alert, text));
    }

    private static String build(Outgoing alert, String text) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", alert.trigger().decisionId())
                .put("kind", alert.kindName())
                .put("app_id", alert.target().appId())
                .put("user_id", alert.trigger().userId())
                .put("device_id", alert.trigger().deviceId())
                .put("token", alert.target().token())
                .put("badge", alert.badge())
                .put("useful_until_ms", alert.usefulUntil().toEpochMilli());
        if (!alert.silent()) {
            json.put("title", alert.words().title())
                    .put("subtitle", alert.words().subtitle())
                    .put("body", text);
        }
        if (alert.read().isEmpty()) {
            json.put("conversation_id", alert.trigger().conversationId())
                    .put("seq", alert.trigger().seq());
        } else {
            json.set("read", JSON.valueToTree(alert.read()));
        }
        if (alert.speaksOf().number() > 1) {
            json.put("first_seq", alert.speaksOf().firstSeq())
                    .put("messages", alert.speaksOf().number());
        }
        return json.toString();
    }
}
