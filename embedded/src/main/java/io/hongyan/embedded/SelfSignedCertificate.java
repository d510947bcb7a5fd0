package io.hongyan.embedded;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate for {@code localhost} that nobody but its maker trusts, with its key: for development and tests. */
public record SelfSignedCertificate(X509Certificate certificate, PrivateKey key) {

    private static final Duration VALID_FOR = Duration.ofDays(30);
    private static final Duration CLOCK_LEEWAY = Duration.ofHours(1);

    /** Makes one that is valid from now on, for a month. */
    public static SelfSignedCertificate make(Instant now) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            var name = new X500Name("CN=localhost");
            var builder = new JcaX509v3CertificateBuilder(
                    name,
                    new BigInteger(64, new SecureRandom()),
                    Date.from(now.minus(CLOCK_LEEWAY)),
                    Date.from(now.plus(VALID_FOR)),
                    name,
                    keys.getPublic());
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.dNSName, "localhost"), new GeneralName(GeneralName.iPAddress, "127.0.0.1")
            }));
            var holder = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
            return new SelfSignedCertificate(
                    new JcaX509CertificateConverter().getCertificate(holder), keys.getPrivate());
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new EmbeddedServerException("Cannot make a certificate for localhost: " + e.getMessage(), e);
        }
    }

    /** Makes one and writes it and its key (PKCS#8) as PEM files, over those of earlier runs. */
    public static void write(Path certificateFile, Path keyFile, Instant now) throws IOException {
        SelfSignedCertificate made = make(now);
        Files.createDirectories(certificateFile.getParent());
        Files.createDirectories(keyFile.getParent());
        try {
            Files.writeString(certificateFile, made.pem());
            Files.writeString(keyFile, pem("PRIVATE KEY", made.key().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate cannot be encoded", e);
        }
    }

    /** The certificate, without its key, as PEM. */
    String pem() throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    private static String pem(String what, byte[] encoded) {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, base64, what);
    }
}
