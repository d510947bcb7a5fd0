package io.hongyan.embedded;

import org.jspecify.annotations.Nullable;

/** A server did not start or stop. The message is a sentence for the person at the terminal: what happened, what to do. */
public final class EmbeddedServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EmbeddedServerException(String message) {
        this(message, null);
    }

    EmbeddedServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
