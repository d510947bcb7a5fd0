package io.hongyan.presence.memory.grpc;

import io.grpc.Status;
import io.hongyan.presence.memory.MemoryUnavailableException;
import io.smallrye.mutiny.Uni;

/** What callers are told where they get no answer: the same words at every door. */
public final class Refusals {

    private Refusals() {}

    /** Fails with a status and a sentence. */
    public static <T> Uni<T> refused(Status status, String sentence) {
        return Uni.createFrom().failure(status.withDescription(sentence).asRuntimeException());
    }

    /** The answer, or UNAVAILABLE where the memory cannot be reached. */
    public static <T> Uni<T> available(Uni<T> answer) {
        return answer.onFailure(MemoryUnavailableException.class)
                .transform(failure -> Status.UNAVAILABLE
                        .withDescription("Presence cannot reach its memory; try again.")
                        .withCause(failure)
                        .asRuntimeException());
    }
}
