package io.hongyan.connector.session;

import io.hongyan.proto.client.v1.Error;

/** A request to the suite that failed in a way that the client is told. */
public final class SuiteException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Error error;

    /** With what the client is told. */
    public SuiteException(Error error) {
        super(error.getCode() + ": " + error.getMessage(), null, false, false); // expected: no stack trace
        this.error = error;
    }

    /** What the client is told. */
    public Error error() {
        return error;
    }
}
