package io.hongyan.push.send.vertx;

import io.hongyan.push.decision.Backoff;
import io.hongyan.push.decision.kafka.DecisionPublisher;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Has recorded decisions published: whenever there may be some, once at a time, and again with pauses where it fails. */
final class Outlet {

    private static final Logger LOG = Logger.getLogger(Outlet.class);
    private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private final DecisionPublisher publisher;
    private final Vertx vertx;
    private final Context context;

    private boolean running;
    private boolean publishing;
    private boolean publishAgain;
    private int failures;

    Outlet(DecisionPublisher publisher, Vertx vertx, Context context) {
        this.publisher = publisher;
        this.vertx = vertx;
        this.context = context;
    }

    /** On the context, as all of its methods. What another life has left behind is published first. */
    void start() {
        running = true;
        open();
    }

    void stop() {
        running = false;
    }

    void open() {
        if (!running || publishing) {
            publishAgain = true;
            return;
        }
        publishing = true;
        publishAgain = false;
        publisher
                .publish()
                .subscribe()
                .with(
                        done -> context.runOnContext(ignored -> onPublished()),
                        failure -> context.runOnContext(ignored -> onFailure(failure)));
    }

    private void onPublished() {
        publishing = false;
        failures = 0;
        if (publishAgain) {
            open();
        }
    }

    /** It counts as publishing during the pause: nobody else needs to try. */
    private void onFailure(Throwable failure) {
        failures++;
        if (failures == 1) {
            LOG.error("Decisions cannot be published; they are kept, and this is tried again.", failure);
        }
        Duration pause = PAUSES.pause(failures, ThreadLocalRandom.current().nextDouble());
        vertx.setTimer(
                pause.toMillis(),
                timer -> context.runOnContext(ignored -> {
                    publishing = false;
                    open();
                }));
    }
}
