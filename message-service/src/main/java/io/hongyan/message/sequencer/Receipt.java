package io.hongyan.message.sequencer;

/**
 * What became of a client id when it was used the first time. Kept for at least 7 days, so that a resend is known.
 *
 * @param key whose id
 * @param fingerprint tells the same content from other content, see {@link Fingerprint}
 * @param stamp where its event stands
 * @param expiresMs when the message disappears, in milliseconds since 1970 UTC; 0: never by itself
 */
public record Receipt(Key key, long fingerprint, Stamp stamp, long expiresMs) {

    /**
     * Whose client id within one conversation.
     *
     * @param senderId a valid user id
     * @param clientMessageId a valid client id
     */
    public record Key(String senderId, String clientMessageId) {}
}
