package io.hongyan.message.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hongyan.message.api.ApiConfig;
import io.hongyan.message.api.Caller;
import io.hongyan.message.api.RateLimit;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognises back ends by the secret in the Authorization header, in a time that does not depend on the secret. */
@ApplicationScoped
public class Credentials {

    private static final String SCHEME = "Bearer ";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern SENDER = Pattern.compile("[A-Za-z0-9._@*-]{1,64}");

    private final List<Known> known = new ArrayList<>();

    private record Known(String secretSha256, Caller caller) {}

    /** Checks the configuration: a wrong credential ends the start with a sentence. */
    Credentials(ApiConfig config) {
        Instant now = InstantSource.system().instant();
        config.credentials().forEach((name, credential) -> known.add(known(name, credential, now)));
    }

    /** Who it is, or nothing for a missing or wrong header. */
    public Optional<Caller> recognise(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        byte[] given = HexFormat.of()
                .formatHex(sha256(authorization.substring(SCHEME.length()).strip()))
                .getBytes(UTF_8);
        Caller recognised = null;
        for (Known each : known) { // all of them, whichever fits
            if (MessageDigest.isEqual(given, each.secretSha256().getBytes(UTF_8))) {
                recognised = each.caller();
            }
        }
        return Optional.ofNullable(recognised);
    }

    private static Known known(String name, ApiConfig.Credential credential, Instant now) {
        String where = "hongyan.message.api.credentials.\"" + name + "\"";
        require(NAME.matcher(name).matches(), where + " must be named by 1 to 64 characters of [A-Za-z0-9._-].");
        require(
                SHA_256.matcher(credential.secretSha256()).matches(),
                where + ".secret-sha256 must be 64 hexadecimal digits.");
        credential
                .senders()
                .forEach(sender -> require(
                        SENDER.matcher(sender).matches(),
                        where + ".senders has \"" + sender + "\", which is no user id, with or without *."));
        var limit = new RateLimit(credential.requestsPerSecond(), credential.requestsBurst(), now);
        return new Known(
                credential.secretSha256().toLowerCase(Locale.ROOT),
                new Caller(name, credential.senders(), credential.mayRevoke(), limit));
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }

    private static byte[] sha256(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
