package io.hongyan.client;

import io.hongyan.proto.client.v1.Error;
import java.io.Serial;

/** The server refused a request. */
public final class RefusedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Error error;

    RefusedException(Error error) {
        // No stack: the sentence and the code say it all.
        super("%s: %s".formatted(error.getCode(), error.getMessage()), null, false, false);
        this.error = error;
    }

    /** What the server said. */
    public Error error() {
        return error;
    }
}
