package io.hongyan.message.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hongyan.message.api.Outcome;
import io.hongyan.proto.error.ErrorCodes;
import io.hongyan.proto.error.v1.ErrorCode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Problem details after RFC 9457.
 *
 * @param type names the kind of problem; the same for each code
 * @param title the kind of problem in a few words
 * @param status the HTTP status
 * @param detail this problem, in a sentence for a developer
 * @param code our stable code, as docs/protocol.md lists it
 * @param retry whether repeating with the same key makes sense
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "Problem details (RFC 9457) with a stable code.")
record Problem(String type, String title, int status, String detail, String code, boolean retry) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(Outcome.Failed failed) {
        return new Problem(
                "urn:hongyan:error:" + failed.word(),
                title(failed.code()),
                status(failed.code()),
                failed.message(),
                failed.word(),
                mayRetry(failed.code()));
    }

    /** The response with this body, and with the headers that the failure asks for. */
    static Response response(Outcome.Failed failed) {
        Problem problem = of(failed);
        var response = Response.status(problem.status()).type(MEDIA_TYPE).entity(problem);
        if (failed.retryAfter().isPositive()) {
            long seconds = Math.max(1, failed.retryAfter().plusMillis(999).toSeconds());
            response.header(HttpHeaders.RETRY_AFTER, seconds);
        }
        if (failed.code() == ErrorCode.ERROR_CODE_UNAUTHENTICATED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return response.build();
    }

    private static int status(ErrorCode code) {
        return switch (code) {
            case ERROR_CODE_INVALID_ARGUMENT -> 400;
            case ERROR_CODE_UNAUTHENTICATED -> 401;
            case ERROR_CODE_NOT_ALLOWED, ERROR_CODE_NOT_A_MEMBER, ERROR_CODE_BLOCKED, ERROR_CODE_SILENCED -> 403;
            case ERROR_CODE_MESSAGE_NOT_FOUND -> 404;
            case ERROR_CODE_CLIENT_ID_REUSED, ERROR_CODE_TOO_LATE, ERROR_CODE_MEMBER_LIMIT, ERROR_CODE_LIMIT_REACHED ->
                409;
            case ERROR_CODE_CONTENT_TOO_LARGE -> 413;
            case ERROR_CODE_CONTENT_REFUSED -> 422;
            case ERROR_CODE_RATE_LIMITED -> 429;
            case ERROR_CODE_UNAVAILABLE -> 503;
            case ERROR_CODE_TIMEOUT -> 504;
            default -> 500;
        };
    }

    private static String title(ErrorCode code) {
        String words = ErrorCodes.word(code).replace('_', ' ').toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static boolean mayRetry(ErrorCode code) {
        return switch (code) {
            case ERROR_CODE_RATE_LIMITED, ERROR_CODE_UNAVAILABLE, ERROR_CODE_TIMEOUT, ERROR_CODE_INTERNAL -> true;
            default -> false;
        };
    }
}
