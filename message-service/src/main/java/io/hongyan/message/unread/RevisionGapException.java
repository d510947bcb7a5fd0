package io.hongyan.message.unread;

/**
 * An event is missing: counts taken from here on would be wrong. The log is broken or was cut, or a consumer began in the
 * middle. Nothing is applied, and the projection stops.
 */
public final class RevisionGapException extends RuntimeException {

    RevisionGapException(String conversationId, long known, long found) {
        super("Conversation %s is at revision %d, and the next event in the log has revision %d."
                .formatted(conversationId, known, found));
    }
}
