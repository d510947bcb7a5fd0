package io.hongyan.connector.login.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.hongyan.connector.TestConfigs;
import io.hongyan.connector.login.LoginConfig;
import io.hongyan.connector.login.Revocations;
import io.hongyan.connector.login.TokenOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {

    private static final TestIssuer ISSUER = new TestIssuer("ours");
    private static final TestIssuer STRANGER = new TestIssuer("strange");

    @TempDir
    Path dir;

    private final Revocations revocations = new Revocations();
    private Path jwks;
    private TokenVerifier verifier;

    @BeforeEach
    void keysAreThere() {
        jwks = ISSUER.writeJwks(dir.resolve("jwks.json"));
        verifier = verifier(Map.of("jwks", jwks.toUri().toString()));
    }

    @AfterEach
    void stop() {
        verifier.stop();
    }

    @Test
    void theThreeAlgorithmsAreAccepted() throws MalformedClaimException {
        JwtClaims claims = TestIssuer.claims("alice@example.org");
        var expected = new TokenOutcome.Verified(
                "alice@example.org",
                Instant.MIN,
                Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis())
                        .plusSeconds(30));

        List<TokenOutcome> outcomes =
                List.of(verify(ISSUER.rs256(claims)), verify(ISSUER.es256(claims)), verify(ISSUER.edDsa(claims)));

        assertThat(outcomes).containsExactly(expected, expected, expected);
    }

    @Test
    void unsignedAndSymmetricTokensAreNot() {
        JwtClaims claims = TestIssuer.claims("alice");
        var invalid = new TokenOutcome.Invalid("the algorithm of the token is not one of RS256, ES256 and EdDSA");

        List<TokenOutcome> outcomes = List.of(
                verify(TestIssuer.unsigned(claims)),
                verify(ISSUER.hs256(claims)),
                verify(ISSUER.hs256WithPublicKey(claims)),
                verify(ISSUER.rs512(claims)));

        assertThat(outcomes).containsOnly(invalid);
    }

    @Test
    void theSignatureOfAStrangerDoesNotFit() {
        TokenOutcome unknownKey = verify(STRANGER.token("alice"));
        TokenOutcome borrowedName = verify(STRANGER.es256Named(TestIssuer.claims("alice"), ISSUER.ecKeyId()));

        assertThat(unknownKey)
                .isEqualTo(new TokenOutcome.Invalid(
                        "the token is signed with a key (kid, alg) that its issuer does not publish"));
        assertThat(borrowedName)
                .isEqualTo(new TokenOutcome.Invalid("the signature of the token does not fit the issuer's key"));
    }

    @Test
    void aTokenThatWasChangedDoesNotFit() {
        String[] parts = ISSUER.token("alice").split("\\.");
        String other = ISSUER.token("mallory").split("\\.")[1];

        TokenOutcome outcome = verify(parts[0] + "." + other + "." + parts[2]);

        assertThat(outcome)
                .isEqualTo(new TokenOutcome.Invalid("the signature of the token does not fit the issuer's key"));
    }

    @Test
    void expiryHasALeeway() {
        assertThat(verify(ISSUER.tokenExpiring("alice", -20))).isInstanceOf(TokenOutcome.Verified.class);
        assertThat(verify(ISSUER.tokenExpiring("alice", -40))).isEqualTo(new TokenOutcome.Expired());
    }

    @Test
    void whatDoesNotFitIsNamed() {
        assertThat(changed(claims -> claims.setIssuer("elsewhere")))
                .isEqualTo("the issuer (iss) of the token is not hongyan");
        assertThat(changed(claims -> claims.unsetClaim("iss")))
                .isEqualTo("the issuer (iss) of the token is not hongyan");
        assertThat(changed(claims -> claims.setAudience("shop")))
                .isEqualTo("the audience (aud) of the token is not hongyan");
        assertThat(changed(claims -> claims.unsetClaim("aud")))
                .isEqualTo("the audience (aud) of the token is not hongyan");
        assertThat(changed(claims -> claims.unsetClaim("sub"))).isEqualTo("the token has no subject (sub)");
        assertThat(changed(claims -> claims.unsetClaim("exp"))).isEqualTo("the token has no expiry (exp)");
        assertThat(changed(claims -> claims.setNotBeforeMinutesInThePast(-10)))
                .isEqualTo("the token is not valid yet (nbf)");
        assertThat(changed(claims -> claims.setSubject("no spaces")))
                .isEqualTo("the subject of the token is not 1 to 64 characters of [A-Za-z0-9._@-]");
        assertThat(changed(claims -> claims.setClaim("sub", 7)))
                .isIn("the subject of the token is not a string", "the token is not a JWT that could be read");
    }

    @Test
    void aForeignTokenIsInvalidBeforeItIsExpired() {
        String sentence = changed(claims -> {
            claims.setIssuer("elsewhere");
            claims.setExpirationTime(NumericDate.fromSeconds(1));
        });

        assertThat(sentence).isEqualTo("the issuer (iss) of the token is not hongyan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "...", "a.b", "e30.e30.e30", "a.b.c.d.e"})
    void rubbishIsInvalid(String rubbish) {
        assertThat(verify(rubbish)).isInstanceOf(TokenOutcome.Invalid.class);
    }

    @Test
    void anEmptyAndAHugeTokenAreInvalid() {
        assertThat(verify("")).isEqualTo(new TokenOutcome.Invalid("the token is missing"));
        assertThat(verify("x".repeat(20_000)))
                .isEqualTo(new TokenOutcome.Invalid("the token has more than 16384 characters"));
    }

    @Test
    void aKeyPublishedLaterIsFound() {
        verifier.stop();
        verifier = verifier(Map.of("jwks", jwks.toUri().toString(), "jwks-refresh-min", "PT0.1S"));
        TokenOutcome before = verify(STRANGER.token("alice"));

        STRANGER.writeJwks(jwks);

        assertThat(before).isInstanceOf(TokenOutcome.Invalid.class);
        await().until(() -> verify(STRANGER.token("alice")) instanceof TokenOutcome.Verified);
    }

    /** Once in many builds a login came while the keys were being read for the first time, and was told that there were none. */
    @Test
    void aLoginWaitsForTheFirstReadingOfTheKeys() throws IOException {
        verifier.stop();
        var asked = new AtomicInteger();
        var released = new CountDownLatch(1);
        HttpServer server = serve(asked, released, jwks);
        try {
            verifier = verifier(Map.of(
                    "jwks", "http://127.0.0.1:" + server.getAddress().getPort() + "/keys", "jwks-refresh-min", "PT1M"));
            await().until(() -> asked.get() == 1);

            CompletableFuture<TokenOutcome> login =
                    verifier.verify(ISSUER.token("alice")).toCompletableFuture();
            CompletableFuture<TokenOutcome> stranger =
                    verifier.verify(STRANGER.token("alice")).toCompletableFuture();
            released.countDown();

            assertThat(login.join()).isInstanceOf(TokenOutcome.Verified.class);
            assertThat(stranger.join()).isInstanceOf(TokenOutcome.Invalid.class);
            assertThat(asked).hasValue(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theKeysMayComeAfterTheStart() throws IOException {
        verifier.stop();
        Files.delete(jwks);
        verifier = verifier(Map.of("jwks", jwks.toUri().toString(), "jwks-refresh-min", "PT0.1S"));
        TokenOutcome before = verify(ISSUER.token("alice"));
        await().untilAsserted(() -> assertThat(verifier.trouble())
                .hasValueSatisfying(why -> assertThat(why).endsWith("there is no file " + jwks)));

        ISSUER.writeJwks(jwks);

        assertThat(before)
                .isEqualTo(new TokenOutcome.Unavailable("the keys to verify tokens with are not there yet: try again"));
        await().until(() -> verifier.trouble().isEmpty());
        assertThat(verify(ISSUER.token("alice"))).isInstanceOf(TokenOutcome.Verified.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{}",
                "{\"keys\":{}}",
                "{\"keys\":[1]}",
                "{\"keys\":[null]}",
                "{\"keys\":[{}]}"
            })
    void whatIsNoKeySetIsReadAgain(String rubbish) throws IOException {
        verifier.stop();
        Files.writeString(jwks, rubbish);
        verifier = verifier(Map.of("jwks", jwks.toUri().toString(), "jwks-refresh-min", "PT0.1S"));
        await().until(() ->
                verifier.trouble().filter(why -> !why.endsWith("not read yet")).isPresent());

        ISSUER.writeJwks(jwks);

        await().until(() -> verifier.trouble().isEmpty());
        assertThat(verify(ISSUER.token("alice"))).isInstanceOf(TokenOutcome.Verified.class);
    }

    @Test
    void keysComeByHttpAndAStormOfUnknownOnesAsksOnce() throws IOException {
        verifier.stop();
        var asked = new AtomicInteger();
        HttpServer server = serve(asked, jwks);
        try {
            verifier = verifier(Map.of(
                    "jwks", "http://127.0.0.1:" + server.getAddress().getPort() + "/keys", "jwks-refresh-min", "PT1M"));
            await().until(() -> verifier.trouble().isEmpty());

            IntStream.range(0, 50).forEach(_ -> verify(STRANGER.token("alice")));

            assertThat(verify(ISSUER.token("alice"))).isInstanceOf(TokenOutcome.Verified.class);
            assertThat(asked).hasValue(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void keysOnceReadStayWhenTheirSourceFails() throws IOException {
        verifier.stop();
        var asked = new AtomicInteger();
        HttpServer server = serve(asked, jwks);
        try {
            verifier = verifier(Map.of(
                    "jwks", "http://127.0.0.1:" + server.getAddress().getPort() + "/keys", "jwks-refresh", "PT0.1S"));
            await().until(() -> verifier.trouble().isEmpty());

            Files.writeString(jwks, "<html>maintenance</html>");
            int before = asked.get();

            await().until(() -> asked.get() > before + 1);
            assertThat(verify(ISSUER.token("alice"))).isInstanceOf(TokenOutcome.Verified.class);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void oneKeyAsPemWillDo() throws IOException {
        verifier.stop();
        Path pem = Files.writeString(dir.resolve("key.pem"), ISSUER.rsaPem());
        verifier = verifier(Map.of("public-key", pem.toString()));

        TokenOutcome fitting = verify(ISSUER.rs256(TestIssuer.claims("alice")));
        TokenOutcome ofOtherKind = verify(ISSUER.es256(TestIssuer.claims("alice")));

        assertThat(fitting).isInstanceOf(TokenOutcome.Verified.class);
        assertThat(ofOtherKind).isInstanceOf(TokenOutcome.Invalid.class);
    }

    @Test
    void moreLoginsThanMayWaitAreUnavailable() {
        verifier.stop();
        verifier = verifier(Map.of("jwks", jwks.toUri().toString(), "threads", "1", "waiting-max", "1"));
        String token = ISSUER.rs256(TestIssuer.claims("alice"));

        List<CompletableFuture<TokenOutcome>> all = IntStream.range(0, 200)
                .mapToObj(_ -> verifier.verify(token).toCompletableFuture())
                .toList();

        assertThat(all.stream().map(CompletableFuture::join))
                .contains(new TokenOutcome.Unavailable("too many logins at once: try again"))
                .hasAtLeastOneElementOfType(TokenOutcome.Verified.class);
    }

    @Test
    void tokensThatWereTakenBackAreRefusedAndLaterOnesAreNot() {
        JwtClaims before = issued("ann", 1_600_000_000);
        JwtClaims then = issued("ann", 1_600_000_001);
        revocations.revoke("ann", Instant.ofEpochSecond(1_600_000_001));
        revocations.revoke("ann", Instant.ofEpochSecond(1_500_000_000)); // an older one changes nothing

        assertThat(verify(ISSUER.es256(before))).isEqualTo(new TokenOutcome.Revoked());
        assertThat(verify(ISSUER.es256(TestIssuer.claims("ann"))))
                .isEqualTo(new TokenOutcome.Revoked()); // says nothing
        assertThat(verify(ISSUER.es256(then))).isInstanceOf(TokenOutcome.Verified.class);
        assertThat(verify(ISSUER.es256(issued("ben", 1_600_000_000)))).isInstanceOf(TokenOutcome.Verified.class);
    }

    private static JwtClaims issued(String user, long atSeconds) {
        JwtClaims claims = TestIssuer.claims(user);
        claims.setIssuedAt(NumericDate.fromSeconds(atSeconds));
        return claims;
    }

    @Test
    void aKeySetAndAKeyAreOneTooMany() {
        Map<String, String> both = Map.of(
                "hongyan.connector.login.jwks", "file:/keys.json", "hongyan.connector.login.public-key", "/key.pem");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenVerifier(TestConfigs.of(LoginConfig.class, both), new Revocations()))
                .withMessage("hongyan.connector.login.jwks is file:/keys.json and hongyan.connector.login.public-key is"
                        + " /key.pem: set one of them");
    }

    private String changed(Consumer<JwtClaims> change) {
        JwtClaims claims = TestIssuer.claims("alice");
        change.accept(claims);
        return verify(ISSUER.es256(claims)) instanceof TokenOutcome.Invalid(String sentence) ? sentence : "not invalid";
    }

    private TokenOutcome verify(String token) {
        return verifier.verify(token).toCompletableFuture().join();
    }

    private TokenVerifier verifier(Map<String, String> keys) {
        Map<String, String> values = new HashMap<>();
        keys.forEach((key, value) -> values.put("hongyan.connector.login." + key, value));
        var verifier = new TokenVerifier(TestConfigs.of(LoginConfig.class, values), revocations);
        verifier.start();
        return verifier;
    }

    private static HttpServer serve(AtomicInteger asked, Path file) throws IOException {
        return serve(asked, new CountDownLatch(0), file);
    }

    /** Answers only when it is released. */
    private static HttpServer serve(AtomicInteger asked, CountDownLatch released, Path file) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            asked.incrementAndGet();
            awaitRelease(released);
            byte[] body = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static void awaitRelease(CountDownLatch released) {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
