package io.hongyan.push.send.apns;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;

/** Makes the client of APNs out of its configuration. */
final class ApnsConnection {

    private static final String PREFIX = "hongyan.push.apns.";

    private ApnsConnection() {}

    /**
     * A client that connects when it is first needed.
     *
     * @throws IllegalStateException with a sentence that names the key, if the configuration does not fit
     */
    static ApnsClient open(ApnsConfig config) {
        try {
            var builder = new ApnsClientBuilder()
                    .setApnsServer(config.host(), config.port())
                    .setConcurrentConnections(config.connections())
                    .setConnectionTimeout(config.timeout())
                    .setSigningKey(key(config));
            config.trustedCertificate().map(Path::toFile).ifPresent(builder::setTrustedServerCertificateChain);
            return builder.build();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Cannot set up APNs from " + PREFIX + "signing-key and " + PREFIX + "trusted-certificate: "
                            + e.getMessage(),
                    e);
        }
    }

    private static ApnsSigningKey key(ApnsConfig config) throws IOException, GeneralSecurityException {
        if (config.signingKey().isPresent()) {
            return ApnsSigningKey.loadFromPkcs8File(
                    config.signingKey().get().toFile(),
                    required(config.teamId(), "team-id"),
                    required(config.keyId(), "key-id"));
        }
        if (config.trustedCertificate().isPresent()) {
            return throwaway();
        }
        throw new IllegalStateException(PREFIX + "signing-key is needed, for " + PREFIX + "enabled is true and "
                + PREFIX + "trusted-certificate does not name a mock server.");
    }

    /** A mock does not look at signatures, and HTTP/2 with a token is then the same as in production. */
    private static ApnsSigningKey throwaway() throws GeneralSecurityException {
        var keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(new ECGenParameterSpec("secp256r1"));
        return new ApnsSigningKey("DEVELOPMEN", "DEVELOPMEN", (ECPrivateKey)
                keys.generateKeyPair().getPrivate());
    }

    private static String required(Optional<String> value, String key) {
        return value.orElseThrow(
                () -> new IllegalStateException(PREFIX + key + " is needed, for " + PREFIX + "signing-key is set."));
    }
}
