package io.hongyan.presence.slot;

import java.util.concurrent.CompletionStage;

/** Ends what belonged to a life that is over. */
@FunctionalInterface
public interface EndedLife {

    /** Completes when all sessions of the life have ended and everybody was told. May be called again for the same life. */
    CompletionStage<Void> end(Life life);
}
