package io.hongyan.connector.session.socket;

import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_GOING_AWAY;

import io.hongyan.connector.session.Errors;
import io.hongyan.connector.session.Terms;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * How a connector leaves: whoever still comes is told GOING_AWAY, sessions get GoAway with different delays, and those
 * that have not left in time are closed.
 */
final class Drain {

    private static final Logger LOG = Logger.getLogger(Drain.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final Edge edge;
    private final DrainConfig config;
    private final Terms terms;

    Drain(Edge edge, DrainConfig config, Terms terms) {
        this.edge = edge;
        this.config = config;
        this.terms = terms;
    }

    /** Blocks until nobody is left. */
    void run() {
        edge.drain();
        LOG.infof("Draining: sessions=%d", edge.registry().size());
        edge.registry().all().forEach(session -> session.goAway(delayMillis()));
        boolean empty = awaitNobody(config.timeMax());
        int late = edge.sockets().size();
        edge.sockets()
                .forEach(socket ->
                        socket.close(Errors.of(ERROR_CODE_GOING_AWAY, "this server is leaving", delayMillis())));
        empty = empty || awaitNobody(terms.lingerMax().plusSeconds(1));
        LOG.infof("Drained: closed=%d left=%d", late, empty ? 0 : edge.sockets().size());
    }

    private int delayMillis() {
        return (int) ThreadLocalRandom.current().nextLong(config.spread().toMillis() + 1);
    }

    private boolean awaitNobody(Duration timeMax) {
        long endNanos = System.nanoTime() + timeMax.toNanos();
        while (!edge.sockets().isEmpty()) {
            if (System.nanoTime() >= endNanos) {
                return false;
            }
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
