package io.hongyan.push.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an alert is told. */
public sealed interface Input {

    /** Its time has come, and this is how things stand. */
    record TakenUp(Standing standing) implements Input {}

    /**
     * Where the user is.
     *
     * @param leftAt when the user left the foreground of the last device; null if not lately, or not at all
     * @param standing how things stand
     */
    record Located(Whereabouts where, @Nullable Instant leftAt, Standing standing) implements Input {

        /** Of a user who has not left lately. */
        public Located(Whereabouts where, Standing standing) {
            this(where, null, standing);
        }
    }

    /** What came of sending it. */
    record Answered(Answer answer) implements Input {}
}
