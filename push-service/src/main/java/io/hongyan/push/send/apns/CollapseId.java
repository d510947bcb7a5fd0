package io.hongyan.push.send.apns;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** By which a phone replaces an alert: the conversation's id, or what stands for it where that is longer than 64 bytes. */
final class CollapseId {

    private static final int BYTES_MAX = 64;

    private CollapseId() {}

    static String of(String conversationId) {
        if (conversationId.getBytes(UTF_8).length <= BYTES_MAX) {
            return conversationId;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(conversationId.getBytes(UTF_8));
            return "h:" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
