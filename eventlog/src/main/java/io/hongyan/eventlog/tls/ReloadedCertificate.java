package io.hongyan.eventlog.tls;

import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.CertificateUtils;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * A certificate and its key from files, read again when they have changed. Handshakes that begin afterwards get the new one; what is
 * open stays open. A certificate and a key that do not belong together, one of them being still the old one, are not taken.
 */
public final class ReloadedCertificate implements AutoCloseable {

    private final AdvancedTlsX509KeyManager manager = new AdvancedTlsX509KeyManager();
    private final WatchedFiles files;
    private volatile Instant expires = Instant.EPOCH;

    /**
     * Reads the files.
     *
     * @param certificate a PEM file with the certificate, then those that vouch for it
     * @param key a PEM file with its private key, in PKCS #8
     * @param lookEvery how often to look whether they have changed
     * @throws IllegalArgumentException with a sentence that names the files, if they are not that
     */
    public ReloadedCertificate(Path certificate, Path key, Duration lookEvery) {
        files = new WatchedFiles(
                "A certificate and its key in PKCS #8, both PEM, are wanted",
                List.of(certificate, key),
                lookEvery,
                () -> load(certificate, key));
    }

    private void load(Path certificate, Path key) throws IOException, GeneralSecurityException {
        try (InputStream chainPem = Files.newInputStream(certificate);
                InputStream keyPem = Files.newInputStream(key)) {
            X509Certificate[] chain = CertificateUtils.getX509Certificates(chainPem);
            if (chain.length == 0) {
                throw new GeneralSecurityException("there is no certificate in " + certificate);
            }
            PrivateKey privateKey = CertificateUtils.getPrivateKey(keyPem);
            requireSamePair(chain[0], privateKey);
            manager.updateIdentityCredentials(chain, privateKey);
            expires = chain[0].getNotAfter().toInstant();
        }
    }

    private static void requireSamePair(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm(); // Ed25519 signs by its own name
        };
        byte[] anything = "hongyan".getBytes(StandardCharsets.US_ASCII);
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(anything);
        Signature verifying = Signature.getInstance(algorithm);
        verifying.initVerify(certificate.getPublicKey());
        verifying.update(anything);
        if (!verifying.verify(signing.sign())) {
            throw new GeneralSecurityException("the key is not the certificate's");
        }
    }

    /** What handshakes ask for the certificate of the moment. */
    public X509ExtendedKeyManager manager() {
        return manager;
    }

    /**
     * Tells for how long the certificate of the moment is still valid.
     *
     * @param use what it is for, such as {@code sockets}
     */
    public ReloadedCertificate measured(String use, MeterRegistry meters, InstantSource clock) {
        TimeGauge.builder(
                        "hongyan.tls.certificate.remaining",
                        this,
                        TimeUnit.SECONDS,
                        certificate -> Duration.between(clock.instant(), certificate.expires)
                                .toSeconds())
                .description("For how long the certificate is still valid")
                .tag("use", use)
                .register(meters);
        return this;
    }

    @Override
    public void close() {
        files.close();
    }
}
