package io.hongyan.connector.login.jose;

import io.hongyan.connector.login.LoginConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** Reads the issuer's keys from where the configuration says. Blocks while it does. */
final class KeySource {

    private static final int BYTES_MAX = 1 << 20;
    private static final int KEYS_MAX = 100;

    private final LoginConfig config;

    /**
     * @throws IllegalArgumentException if both a key set and a key are configured, or the URL is of another kind
     */
    KeySource(LoginConfig config) {
        this.config = config;
        if (config.jwks().isPresent() && config.publicKey().isPresent()) {
            throw new IllegalArgumentException("hongyan.connector.login.jwks is "
                    + config.jwks().get() + " and hongyan.connector.login.public-key is "
                    + config.publicKey().get() + ": set one of them");
        }
        config.jwks().ifPresent(KeySource::requireKnownScheme);
    }

    private static void requireKnownScheme(URI jwks) {
        if (!List.of("file", "http", "https").contains(String.valueOf(jwks.getScheme()))) {
            throw new IllegalArgumentException(
                    "hongyan.connector.login.jwks is " + jwks + ": a URL with file:, http: or https: is needed");
        }
    }

    /** What is read, for people. */
    String name() {
        return config.jwks()
                .map(URI::toString)
                .or(() -> config.publicKey().map(Path::toString))
                .orElse("nothing: set hongyan.connector.login.jwks or hongyan.connector.login.public-key");
    }

    /** Reads the keys; the message of the exception is a sentence about what is wrong. */
    Keys read() throws IOException, InterruptedException {
        if (config.publicKey().isPresent()) {
            return pem(new String(file(config.publicKey().get()), StandardCharsets.US_ASCII));
        }
        if (config.jwks().isEmpty()) {
            throw new IOException("no keys are configured");
        }
        URI jwks = config.jwks().get();
        byte[] text = "file".equals(jwks.getScheme()) ? file(Path.of(jwks)) : fetch(jwks);
        return set(new String(text, StandardCharsets.UTF_8));
    }

    private static byte[] file(Path path) throws IOException {
        try (InputStream content = Files.newInputStream(path)) {
            return bounded(content);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + path, e);
        }
    }

    private byte[] fetch(URI url) throws IOException, InterruptedException {
        try (var http =
                HttpClient.newBuilder().connectTimeout(config.jwksTimeout()).build()) { // rare: not worth a pool
            HttpRequest request =
                    HttpRequest.newBuilder(url).timeout(config.jwksTimeout()).build();
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("the answer was status " + response.statusCode());
                }
                return bounded(body);
            } finally {
                http.shutdownNow();
            }
        }
    }

    private static byte[] bounded(InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            throw new IOException("it has more than " + BYTES_MAX + " bytes");
        }
        return bytes;
    }

    private static Keys set(String json) throws IOException {
        try {
            List<PublicJsonWebKey> keys = new ArrayList<>();
            for (JsonWebKey key : new JsonWebKeySet(json).getJsonWebKeys()) {
                if (Keys.verifies(key) && keys.size() < KEYS_MAX) {
                    keys.add((PublicJsonWebKey) key);
                }
            }
            if (keys.isEmpty()) {
                throw new IOException("the key set has no public key for signatures");
            }
            return new Keys(keys);
        } catch (JoseException e) {
            throw new IOException("it is not a JSON Web Key Set", e);
        }
    }

    private static Keys pem(String text) throws IOException {
        String base64 = text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
        try {
            var spec = new X509EncodedKeySpec(Base64.getDecoder().decode(base64));
            for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
                try {
                    PublicKey key = KeyFactory.getInstance(algorithm).generatePublic(spec);
                    return new Keys(List.of(PublicJsonWebKey.Factory.newPublicJwk(key)));
                } catch (GeneralSecurityException e) {
                    // of another kind
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("it is not PEM", e);
        } catch (JoseException e) {
            throw new IOException("the key is of a kind that cannot be used", e);
        }
        throw new IOException("it is not a public key of RSA, EC or Ed25519 as PEM");
    }
}
