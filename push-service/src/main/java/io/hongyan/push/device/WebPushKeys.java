package io.hongyan.push.device;

import java.util.Arrays;

/**
 * What only one browser can decrypt an alert with.
 *
 * @param p256dh its public key: an uncompressed point of P-256, 65 bytes
 * @param auth the authentication secret, 16 bytes
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8291#section-2">RFC 8291, 2</a>
 */
@SuppressWarnings(
        "ArrayRecordComponent") // compared by content below; nobody changes what was read from a row or a frame
public record WebPushKeys(byte[] p256dh, byte[] auth) {

    /** How long a public key is. */
    public static final int P256DH_BYTES = 65;

    /** How long a secret is. */
    public static final int AUTH_BYTES = 16;

    private static final byte UNCOMPRESSED = 4;

    /** Whether keys have the form they must have. Whether the point is on the curve is seen when it is used. */
    public boolean wellFormed() {
        return p256dh.length == P256DH_BYTES && p256dh[0] == UNCOMPRESSED && auth.length == AUTH_BYTES;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WebPushKeys(byte[] otherP256dh, byte[] otherAuth)
                && Arrays.equals(p256dh, otherP256dh)
                && Arrays.equals(auth, otherAuth);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(p256dh) + Arrays.hashCode(auth);
    }

    /** Says nothing of them: they are secrets. */
    @Override
    public String toString() {
        return "WebPushKeys[]";
    }
}
