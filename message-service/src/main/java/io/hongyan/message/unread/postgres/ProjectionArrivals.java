package io.hongyan.message.unread.postgres;

import io.hongyan.message.unread.UnreadConfig;
import io.hongyan.message.unread.vertx.Arrivals;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Waits for the projection, whichever instance moves it. */
@ApplicationScoped
public class ProjectionArrivals {

    private final Arrivals<String> revisions;
    private final Arrivals<Integer> positions;

    /** Over the rows of all instances. */
    public ProjectionArrivals(ProjectionStore store, Vertx vertx, UnreadConfig config, MeterRegistry meters) {
        revisions = new Arrivals<>("revision", store::revisions, vertx, config, meters);
        positions = new Arrivals<>("position", store::reached, vertx, config, meters);
    }

    /** Completes when each conversation has at least the given revision. */
    public Uni<Void> revisions(Map<String, Long> wanted) {
        return revisions.reached(wanted);
    }

    /** Completes when each partition has been applied up to the given offset. */
    public Uni<Void> positions(Map<Integer, Long> wanted) {
        return positions.reached(wanted);
    }

    /** Tells what this process has committed. */
    public void committed(Map<String, Long> newRevisions, Map<Integer, Long> newPositions) {
        revisions.advance(newRevisions);
        positions.advance(newPositions);
    }
}
