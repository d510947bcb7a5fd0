package io.hongyan.push.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hongyan.push.testing.LocalServer.Received;
import io.hongyan.push.testing.LocalServer.Said;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Google's end of Firebase Cloud Messaging, as documented: a token endpoint that checks the service account's assertion,
 * and {@code messages:send} that checks the token and answers as a test wants it.
 */
public final class Google implements AutoCloseable {

    public static final String PROJECT = "hongyan-test";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final KeyPair ACCOUNT = account(); // one for all: making it takes longer than most tests

    private final LocalServer server;
    private final AtomicInteger tokens = new AtomicInteger();
    private volatile int goodToken;
    private volatile Function<Received, Said> messages = request -> accepted();
    private volatile Function<Received, Said> tokenAnswers = this::token;

    private Google(Path directory) {
        server = LocalServer.start(directory, this::answer);
    }

    private static KeyPair account() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Google start(Path directory) {
        return new Google(directory);
    }

    /** The service account's key, as Google gives it. */
    public Path serviceAccount(Path file) {
        String key = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(ACCOUNT.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        try {
            return Files.writeString(
                    file,
                    JSON.createObjectNode()
                            .put("type", "service_account")
                            .put("project_id", PROJECT)
                            .put("private_key_id", "key-1")
                            .put("private_key", key)
                            .put("client_email", "push@hongyan-test.iam.gserviceaccount.com")
                            .put("client_id", "1")
                            .put("token_uri", server.uri("/token").toString())
                            .toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public LocalServer server() {
        return server;
    }

    /** Answers messages so from now on. */
    public void answerMessages(Said said) {
        messages = request -> said;
    }

    /** Answers messages as documented from now on: takes them. */
    public void acceptMessages() {
        messages = request -> accepted();
    }

    /** Answers messages by what they are from now on. */
    public void answerMessages(Function<Received, Said> answers) {
        messages = answers;
    }

    /** Answers questions for tokens so from now on. */
    public void answerTokens(Said said) {
        tokenAnswers = request -> said;
    }

    /** Gives tokens again. */
    public void giveTokens() {
        tokenAnswers = this::token;
    }

    /** Does not accept the tokens any more that were given so far. */
    public void revokeTokens() {
        goodToken = tokens.get() + 1;
    }

    /** How many tokens were given. */
    public int tokensGiven() {
        return tokens.get();
    }

    /** The messages that were asked to be sent, in order. */
    public List<Received> messages() {
        return server.received().stream()
                .filter(request -> request.path().endsWith("messages:send"))
                .toList();
    }

    /** An error as documented. */
    public static Said error(int status, String word, String details) {
        return new Said.Answer(status, Map.of("Content-Type", "application/json; charset=UTF-8"), """
                {"error": {"code": %d, "message": "In words.", "status": "%s", "details": [%s]}}
                """.formatted(
                        status, word, details));
    }

    /** What FCM itself says of an error. */
    public static String fcmError(String code) {
        return "{\"@type\": \"type.googleapis.com/google.firebase.fcm.v1.FcmError\", \"errorCode\": \"" + code + "\"}";
    }

    @Override
    public void close() {
        server.close();
    }

    private Said answer(Received request) {
        if (request.path().equals("/token")) {
            return tokenAnswers.apply(request);
        }
        if (!request.path().equals("/v1/projects/" + PROJECT + "/messages:send")) {
            return error(404, "NOT_FOUND", "");
        }
        String token = request.headers().getOrDefault("authorization", "");
        if (!token.startsWith("Bearer token-") || Integer.parseInt(token.substring(13)) < goodToken) {
            return error(401, "UNAUTHENTICATED", "");
        }
        return messages.apply(request);
    }

    private static Said accepted() {
        return Said.of(200, "{\"name\": \"projects/" + PROJECT + "/messages/0:1\"}");
    }

    /** RFC 7523: who asks proves by a signature that it is the account. */
    private Said token(Received request) {
        String assertion = URLDecoder.decode(request.text().replaceFirst("^.*assertion=([^&]+).*$", "$1"), UTF_8);
        String[] parts = assertion.split("\\.");
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(ACCOUNT.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
            if (!signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
                return Said.of(400, "{\"error\": \"invalid_grant\"}");
            }
            var claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            if (!claims.path("scope").asText().equals("https://www.googleapis.com/auth/firebase.messaging")
                    || !claims.path("aud").asText().equals("https://oauth2.googleapis.com/token")) {
                return Said.of(400, "{\"error\": \"invalid_scope\"}");
            }
        } catch (GeneralSecurityException | IOException e) {
            return Said.of(400, "{\"error\": \"invalid_request\"}");
        }
        return Said.of(
                200,
                "{\"access_token\": \"token-%d\", \"expires_in\": 3600, \"token_type\": \"Bearer\"}"
                        .formatted(tokens.incrementAndGet()));
    }
}
