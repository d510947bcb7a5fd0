package io.hongyan.proto.error;

import io.hongyan.proto.error.v1.ErrorCode;

/** Error codes as people and metrics read them. */
public final class ErrorCodes {

    private static final String PREFIX = "ERROR_CODE_";

    private ErrorCodes() {}

    /** A code without its prefix, as docs/protocol.md lists it: {@code RATE_LIMITED}. */
    public static String word(ErrorCode code) {
        return code.name().replace(PREFIX, "");
    }
}
