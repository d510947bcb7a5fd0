package io.hongyan.eventlog;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/** Where somebody asks from, so that an answer that another thread brings goes on there. */
public final class CallerContext {

    private CallerContext() {}

    /** Goes on in the caller's own Vert.x context if it has one, mostly an event loop; else on the thread that brings the answer. */
    public static Executor here() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : task -> context.runOnContext(_ -> task.run());
    }
}
