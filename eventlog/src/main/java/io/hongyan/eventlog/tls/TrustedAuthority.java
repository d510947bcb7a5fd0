package io.hongyan.eventlog.tls;

import io.grpc.util.AdvancedTlsX509TrustManager;
import io.grpc.util.AdvancedTlsX509TrustManager.Verification;
import io.grpc.util.CertificateUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.X509ExtendedTrustManager;

/** Certificates of those who vouch for peers, from a file that is read again when it has changed. */
final class TrustedAuthority implements AutoCloseable {

    private final AdvancedTlsX509TrustManager ofServers = manager(Verification.CERTIFICATE_AND_HOST_NAME_VERIFICATION);
    // A client has no name that it was called by: that its certificate was issued to a peer must do.
    private final AdvancedTlsX509TrustManager ofClients = manager(Verification.CERTIFICATE_ONLY_VERIFICATION);
    private final WatchedFiles file;

    /**
     * Reads the file.
     *
     * @param certificates a PEM file
     * @throws IllegalArgumentException with a sentence that names the file, if it is not that
     */
    TrustedAuthority(Path certificates, Duration lookEvery) {
        file = new WatchedFiles(
                "Certificates in PEM are wanted", List.of(certificates), lookEvery, () -> load(certificates));
    }

    private void load(Path certificates) throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(certificates)) {
            X509Certificate[] trusted = CertificateUtils.getX509Certificates(pem);
            if (trusted.length == 0) {
                throw new GeneralSecurityException("there is no certificate in " + certificates);
            }
            ofServers.updateTrustCredentials(trusted);
            ofClients.updateTrustCredentials(trusted);
        }
    }

    private static AdvancedTlsX509TrustManager manager(Verification verification) {
        try {
            return AdvancedTlsX509TrustManager.newBuilder()
                    .setVerification(verification)
                    .build();
        } catch (CertificateException e) {
            throw new IllegalStateException("This JVM has no certificates: " + e.getMessage(), e);
        }
    }

    /** Believes servers that have a certificate for the name they were called by. */
    X509ExtendedTrustManager ofServers() {
        return ofServers;
    }

    /** Believes clients that have a certificate. */
    X509ExtendedTrustManager ofClients() {
        return ofClients;
    }

    @Override
    public void close() {
        file.close();
    }
}
