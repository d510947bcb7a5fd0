package io.hongyan.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.bouncycastle.asn1.x500.X500Name;

/** A certificate for {@code localhost} that nobody but its maker trusts, with its key: for development and tests. */
public record SelfSignedCertificate(X509Certificate certificate, PrivateKey key) {

    /** Makes one that is valid from now on, for a month. */
    public static SelfSignedCertificate make(Instant now) {
        KeyPair keys = DevelopmentAuthority.keys();
        var name = new X500Name("CN=localhost");
        return new SelfSignedCertificate(
                DevelopmentAuthority.signed(name, keys.getPrivate(), name, keys.getPublic(), now, false),
                keys.getPrivate());
    }

    /** Makes one and writes it and its key (PKCS#8) as PEM files, over those of earlier runs. */
    public static void write(Path certificateFile, Path keyFile, Instant now) throws IOException {
        SelfSignedCertificate made = make(now);
        Files.createDirectories(certificateFile.getParent());
        Files.createDirectories(keyFile.getParent());
        Files.writeString(certificateFile, made.pem());
        Files.writeString(
                keyFile, DevelopmentAuthority.pem("PRIVATE KEY", made.key().getEncoded()));
    }

    /** The certificate, without its key, as PEM. */
    String pem() {
        return DevelopmentAuthority.pem(certificate);
    }
}
