package io.hongyan.presence.memory.grpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hongyan.presence.memory.MemoryUnavailableException;
import io.smallrye.mutiny.Multi;
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
        return answer.onFailure(MemoryUnavailableException.class).transform(Refusals::unavailable);
    }

    /** The answers, or UNAVAILABLE where the memory cannot be reached. */
    public static <T> Multi<T> available(Multi<T> answers) {
        return answers.onFailure(MemoryUnavailableException.class).transform(Refusals::unavailable);
    }

    private static StatusRuntimeException unavailable(Throwable failure) {
        return Status.UNAVAILABLE
                .withDescription("Presence cannot reach its memory; try again.")
                .withCause(failure)
                .asRuntimeException();
    }
}
