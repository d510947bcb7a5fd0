package io.hongyan.message.api;

import io.hongyan.proto.error.ErrorCodes;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.messaging.v1.SendResponse;
import java.time.Duration;

/** What a back end is answered. */
public sealed interface Outcome {

    /** The message is committed. */
    record Sent(SendResponse response) implements Outcome {}

    /**
     * It is not, or nobody knows.
     *
     * @param code the stable reason
     * @param message a sentence for a developer
     * @param retryAfter when a repetition makes sense; zero where that is not known or makes none
     */
    record Failed(ErrorCode code, String message, Duration retryAfter) implements Outcome {}

    /** A failure that says nothing about when to retry. */
    static Failed failed(ErrorCode code, String message) {
        return new Failed(code, message, Duration.ZERO);
    }

    /** The outcome as metrics and problem details write it, such as {@code NOT_A_MEMBER}. */
    default String word() {
        return switch (this) {
            case Sent _ -> "SENT";
            case Failed failed -> ErrorCodes.word(failed.code());
        };
    }
}
