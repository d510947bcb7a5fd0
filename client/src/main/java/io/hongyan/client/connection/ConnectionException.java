package io.hongyan.client.connection;

import java.io.Serial;

/** A request got no answer: the connection could not be had, broke, is full, or the time was over. */
public final class ConnectionException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** Why a request got no answer. */
    public enum Reason {
        /** The socket could not be opened, or the handshake failed. */
        NOT_CONNECTED,
        /** The connection ended before the answer came. It may have been carried out. */
        CLOSED,
        /** No answer came in time. It may have been carried out. */
        TIMEOUT,
        /** Too many requests await an answer, or the socket does not drain. It was not sent. */
        FULL
    }

    private final Reason reason;

    /** A failure with its sentence. */
    public ConnectionException(Reason reason, String message) {
        // No stack: thousands of requests may fail at once with a connection, and none of them has a place to blame.
        super(message, null, false, false);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
