package io.hongyan.client;

import java.io.Serial;

/** Where media are kept, a request was answered otherwise than it should be. */
public final class MediaException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final int status;

    MediaException(int status) {
        super("the storage answered with status " + status, null, false, false); // no stack: the status says it all
        this.status = status;
    }

    /** The status of HTTP. */
    public int status() {
        return status;
    }
}
