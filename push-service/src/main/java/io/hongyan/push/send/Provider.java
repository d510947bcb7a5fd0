package io.hongyan.push.send;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Carries the alerts of one app by one provider, with the credentials it was made with. */
public interface Provider extends AutoCloseable {

    /**
     * Hands over one alert. Blocks nobody, and never fails: what goes wrong is a reply too. Completes within the
     * provider's timeout, whatever the other side does.
     */
    CompletionStage<Reply> send(Outgoing alert);

    /** What {@link #send} would hand over. Hands over nothing. */
    Rendered render(Outgoing alert);

    /** Wakes an app, where this provider can; otherwise as {@link #send}. */
    default CompletionStage<Reply> wake(Wake wake) {
        return CompletableFuture.completedStage(new Reply.Refused("NotSupported"));
    }

    /** Lets go of connections. What is under way is answered as unavailable. */
    @Override
    void close();
}
