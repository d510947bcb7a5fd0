package io.hongyan.presence.rebuild.kafka;

import io.smallrye.mutiny.Uni;

/** One kind of what is remembered of users, rebuilt user by user. */
interface Part extends AutoCloseable {

    /** What people call it. */
    String name();

    /** Reads the log on to its end. */
    void catchUp(Runnable afterEachBatch);

    /** Whether the live consumer has applied all that was read. */
    boolean isAppliedLive();

    /**
     * Whether what is remembered of a user is not what the log says, or has to be looked at again before that can be said.
     * If not, what was noted of the user is forgotten.
     *
     * @param isLast whether it is not looked at again
     */
    Uni<Boolean> differs(String userId, boolean isLast);

    /** Makes what is remembered of a user what the log says. */
    Uni<Void> mend(String userId);

    /** After all users were mended. */
    void settled();

    /** Offsets read. */
    long read();

    /** Offsets to read as yet. */
    long remaining();

    /** Records that made no sense. */
    long poison();

    @Override
    void close();
}
