package io.hongyan.presence.memory;

import java.util.concurrent.CompletionStage;

/** Knows something that can be read again from the log when Redis has lost it. */
public interface MemoryLoss {

    /** Told to every instance when it finds that the memory is another one than before. */
    default void noticed() {}

    /**
     * Told to one instance, which restores for all; to another one if this does not complete in time.
     *
     * @param epoch names the new memory
     */
    CompletionStage<Void> restore(String epoch);
}
