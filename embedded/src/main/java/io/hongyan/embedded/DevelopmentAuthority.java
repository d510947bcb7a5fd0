package io.hongyan.embedded;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Vouches for servers and services on this machine, for development and tests: each gets a certificate for {@code localhost}, good for
 * both ends of a connection.
 */
public final class DevelopmentAuthority {

    private static final Duration VALID_FOR = Duration.ofDays(30);
    private static final Duration CLOCK_LEEWAY = Duration.ofHours(1);

    private final X500Name name;
    private final KeyPair keys;
    private final X509Certificate certificate;

    private DevelopmentAuthority(X500Name name, KeyPair keys, X509Certificate certificate) {
        this.name = name;
        this.keys = keys;
        this.certificate = certificate;
    }

    /**
     * Files by which something proves who it is, all of them PEM.
     *
     * @param certificate its certificate
     * @param key its key in PKCS #8, readable by its owner only
     * @param both key and certificate in one file, as Kafka's clients and brokers want them
     */
    public record Identity(Path certificate, Path key, Path both) {}

    /** One that is valid from now on, for a month. */
    public static DevelopmentAuthority make(Instant now) {
        KeyPair keys = keys();
        var name = new X500Name("CN=Hongyan development authority");
        X509Certificate certificate = signed(name, keys.getPrivate(), name, keys.getPublic(), now, true);
        return new DevelopmentAuthority(name, keys, certificate);
    }

    /** Writes its own certificate, by which others know whom it vouches for. */
    public Path write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.writeString(file, pem(certificate));
    }

    /** Vouches for somebody, and writes files for it into a folder, over those of before. */
    public Identity issue(Path folder, String commonName, Instant now) throws IOException {
        KeyPair subject = keys();
        X509Certificate issued =
                signed(name, keys.getPrivate(), new X500Name("CN=" + commonName), subject.getPublic(), now, false);
        String key = pem("PRIVATE KEY", subject.getPrivate().getEncoded());
        Files.createDirectories(folder);
        var files = new Identity(
                folder.resolve(commonName + ".pem"),
                folder.resolve(commonName + "-key.pem"),
                folder.resolve(commonName + "-both.pem"));
        Files.writeString(files.certificate(), pem(issued));
        writeSecret(files.key(), key);
        writeSecret(files.both(), key + pem(issued));
        return files;
    }

    private static void writeSecret(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new EmbeddedServerException("Cannot make keys: " + e.getMessage(), e);
        }
    }

    /** A certificate for this machine. */
    static X509Certificate signed(
            X500Name issuer, PrivateKey issuerKey, X500Name subject, PublicKey key, Instant now, boolean authority) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    new BigInteger(64, new SecureRandom()),
                    Date.from(now.minus(CLOCK_LEEWAY)),
                    Date.from(now.plus(VALID_FOR)),
                    subject,
                    key);
            if (authority) {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            } else {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                    new GeneralName(GeneralName.dNSName, "localhost"),
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                }));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey)));
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
            throw new EmbeddedServerException("Cannot make a certificate: " + e.getMessage(), e);
        }
    }

    static String pem(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new EmbeddedServerException("Cannot encode a certificate: " + e.getMessage(), e);
        }
    }

    static String pem(String what, byte[] encoded) {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, base64, what);
    }
}
