package io.hongyan.connector.session;

import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.error.v1.ErrorCode;

/** Errors as clients get them: which code closes, and which may be retried, as docs/protocol.md says. */
public final class Errors {

    private Errors() {}

    /** An error with its sentence, and no advice on when to retry. */
    public static Error of(ErrorCode code, String sentence) {
        return of(code, sentence, 0);
    }

    /** An error with its sentence, and after how many milliseconds a retry makes sense. */
    public static Error of(ErrorCode code, String sentence, int retryAfterMillis) {
        return Error.newBuilder()
                .setCode(code)
                .setMessage(sentence)
                .setRetry(mayRetry(code))
                .setRetryAfterMs(retryAfterMillis)
                .setCloses(closes(code))
                .build();
    }

    /** The token of a session or of a login has been taken back. */
    public static Error revoked() {
        return of(ErrorCode.ERROR_CODE_TOKEN_REVOKED, "this token has been taken back: log in to the app again");
    }

    /** The same error, said as the last thing on a connection: a refused Hello closes whatever the code. */
    public static Error closing(Error error) {
        return error.getCloses() ? error : error.toBuilder().setCloses(true).build();
    }

    static boolean closes(ErrorCode code) {
        return switch (code) {
            case ERROR_CODE_MALFORMED_FRAME,
                    ERROR_CODE_FRAME_TOO_LARGE,
                    ERROR_CODE_UNEXPECTED_FRAME,
                    ERROR_CODE_LOGIN_TIMEOUT,
                    ERROR_CODE_TOKEN_INVALID,
                    ERROR_CODE_TOKEN_EXPIRED,
                    ERROR_CODE_TOKEN_REVOKED,
                    ERROR_CODE_TOO_MANY_CONNECTIONS,
                    ERROR_CODE_SLOW_READER,
                    ERROR_CODE_HEARTBEAT_TIMEOUT,
                    ERROR_CODE_SESSION_REPLACED,
                    ERROR_CODE_GOING_AWAY -> true;
            default -> false;
        };
    }

    static boolean mayRetry(ErrorCode code) {
        return switch (code) {
            case ERROR_CODE_LOGIN_TIMEOUT,
                    ERROR_CODE_TOO_MANY_CONNECTIONS,
                    ERROR_CODE_RATE_LIMITED,
                    ERROR_CODE_SLOW_READER,
                    ERROR_CODE_HEARTBEAT_TIMEOUT,
                    ERROR_CODE_UNAVAILABLE,
                    ERROR_CODE_TIMEOUT,
                    ERROR_CODE_GOING_AWAY,
                    ERROR_CODE_INTERNAL -> true;
            default -> false;
        };
    }
}
