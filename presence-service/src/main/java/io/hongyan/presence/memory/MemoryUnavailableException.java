package io.hongyan.presence.memory;

import org.jspecify.annotations.Nullable;

/** Redis does not answer, or says that it cannot now. Whether the call was carried out is unknown; repeat it later. */
public final class MemoryUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** With the cause as a sentence. */
    public MemoryUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause, false, false); // expected while Redis is down: no stack trace
    }
}
