package io.hongyan.connector.slot;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Does something with the slot, and hears of its coming and going. Calls do not block. */
public interface SlotUser {

    /** The slot is held. Completes once ready: logins begin when all users are. */
    default CompletionStage<Void> taken(Slot slot) {
        return CompletableFuture.completedStage(null);
    }

    /** The slot is not held any more. Stop using it at once. */
    default void lost(Slot slot) {}

    /** Presence has forgotten the sessions of this slot, which is still held. */
    default void forgotten(Slot slot) {}
}
