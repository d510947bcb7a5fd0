package io.hongyan.push.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.hongyan.push.device.WebPushKeys;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The other end of Web Push: decrypts what a push service was given, and checks who sent it, by the RFCs alone. */
public final class Browser {

    private static final int KEY_BYTES = 65;

    private final ECPrivateKey key;
    private final WebPushKeys keys;

    private Browser(ECPrivateKey key, WebPushKeys keys) {
        this.key = key;
        this.keys = keys;
    }

    /** One that has just subscribed. */
    public static Browser subscribed() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            byte[] auth = new byte[16];
            new SecureRandom().nextBytes(auth);
            return new Browser(
                    (ECPrivateKey) pair.getPrivate(), new WebPushKeys(raw((ECPublicKey) pair.getPublic()), auth));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One with given keys, as base64url. */
    public static Browser with(String privateKey, String publicKey, String auth) {
        try {
            var spec = new ECPrivateKeySpec(new BigInteger(1, decode(privateKey)), p256());
            return new Browser(
                    (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec),
                    new WebPushKeys(decode(publicKey), decode(auth)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public WebPushKeys keys() {
        return keys;
    }

    /** What was encrypted for it: RFC 8291 over RFC 8188, one record. */
    public String decrypt(byte[] body) {
        var in = ByteBuffer.wrap(body);
        byte[] salt = take(in, 16);
        int recordBytes = in.getInt();
        byte[] sender = take(in, in.get());
        byte[] encrypted = take(in, in.remaining());
        if (encrypted.length > recordBytes) {
            throw new IllegalArgumentException("more than one record");
        }
        try {
            var agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(key);
            agreement.doPhase(publicKey(sender), true);
            byte[] info = concat("WebPush: info\0".getBytes(US_ASCII), keys.p256dh(), sender);
            byte[] secret = hkdf(agreement.generateSecret(), keys.auth(), info, 32);
            byte[] contentKey = hkdf(secret, salt, "Content-Encoding: aes128gcm\0".getBytes(US_ASCII), 16);
            byte[] nonce = hkdf(secret, salt, "Content-Encoding: nonce\0".getBytes(US_ASCII), 12);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(contentKey, "AES"), new GCMParameterSpec(128, nonce));
            byte[] padded = cipher.doFinal(encrypted);
            int end = padded.length - 1;
            while (padded[end] == 0) {
                end--;
            }
            if (padded[end] != 2) {
                throw new IllegalArgumentException("this is not the last record");
            }
            return new String(padded, 0, end, UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not for this browser", e);
        }
    }

    /** What a sender says of itself in a header (RFC 8292), if the signature is right. */
    public static String claims(String authorization, String applicationServerKey) {
        String token = authorization.replaceFirst("^vapid .*?t=([^,]+).*$", "$1");
        String key = authorization.replaceFirst("^vapid .*?k=([^,]+).*$", "$1");
        if (!key.equals(applicationServerKey)) {
            throw new IllegalArgumentException("another key: " + key);
        }
        String[] parts = token.split("\\.");
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initVerify(publicKey(decode(key)));
            signature.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
            if (!signature.verify(decode(parts[2]))) {
                throw new IllegalArgumentException("the signature is wrong");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
        return new String(decode(parts[1]), UTF_8);
    }

    private static byte[] hkdf(byte[] input, byte[] salt, byte[] info, int bytes) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addIKM(input)
                        .addSalt(salt)
                        .thenExpand(info, bytes));
    }

    private static ECPublicKey publicKey(byte[] raw) throws GeneralSecurityException {
        var point = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(raw, 1, 33)), new BigInteger(1, Arrays.copyOfRange(raw, 33, 65)));
        return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, p256()));
    }

    private static ECParameterSpec p256() throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    private static byte[] raw(ECPublicKey key) {
        byte[] raw = new byte[KEY_BYTES];
        raw[0] = 4;
        put(key.getW().getAffineX(), raw, 33);
        put(key.getW().getAffineY(), raw, 65);
        return raw;
    }

    private static void put(BigInteger number, byte[] into, int end) {
        byte[] bytes = number.toByteArray();
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, into, end - length, length);
    }

    private static byte[] take(ByteBuffer from, int bytes) {
        byte[] taken = new byte[bytes];
        from.get(taken);
        return taken;
    }

    private static byte[] concat(byte[]... parts) {
        var all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] decode(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }
}
