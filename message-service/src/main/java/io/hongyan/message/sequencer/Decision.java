package io.hongyan.message.sequencer;

import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.Event;

/** What becomes of one command. The caller publishes and answers; it decides nothing itself. */
public sealed interface Decision {

    /** A new event, to be committed before anyone is told. */
    record Accepted(Event event) implements Decision {}

    /**
     * Done by an earlier attempt, whose place is told again. Nothing is published.
     *
     * @param expiresMs when the message disappears, in milliseconds since 1970 UTC; 0: never by itself, or it is about none
     */
    record Repeated(Stamp stamp, long expiresMs) implements Decision {
        Repeated(Stamp stamp) {
            this(stamp, 0);
        }
    }

    /**
     * Everything is already as asked for. Nothing is published.
     *
     * @param seq the cursor or head that the command was about; 0 if it was about none
     * @param timeMs the time of the conversation's latest event, in milliseconds since 1970 UTC
     */
    record Unchanged(long seq, long timeMs) implements Decision {}

    /**
     * Not done, and no number spent.
     *
     * @param code why
     * @param message why, as a sentence for a developer, without any of the content
     */
    record Refused(ErrorCode code, String message) implements Decision {}
}
