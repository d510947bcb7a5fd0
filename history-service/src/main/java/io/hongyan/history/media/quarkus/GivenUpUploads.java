package io.hongyan.history.media.quarkus;

import io.hongyan.history.media.MediaConfig;
import io.hongyan.history.media.Storage;
import io.hongyan.history.media.postgres.MediaItems;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Removes uploads with which nobody went on, a few at a time. All processes do: each takes others. */
@ApplicationScoped
public class GivenUpUploads {

    private static final Logger LOG = Logger.getLogger(GivenUpUploads.class);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(10);
    private static final int MOST = 100;

    private final MediaKeeping keeping;
    private final MediaItems items;
    private final MediaConfig config;
    private final MeterRegistry meters;
    private final InstantSource clock = InstantSource.system();

    GivenUpUploads(MediaKeeping keeping, MediaItems items, MediaConfig config, MeterRegistry meters) {
        this.keeping = keeping;
        this.items = items;
        this.config = config;
        this.meters = meters;
    }

    void begin(@Observes StartupEvent started, Vertx vertx) {
        keeping.storage().ifPresent(storage -> {
            Duration pause = config.unfinishedTime().compareTo(PAUSE_MAX) < 0 ? config.unfinishedTime() : PAUSE_MAX;
            vertx.setPeriodic(pause.toMillis(), _ -> remove(storage).subscribe().with(_ -> {}, GivenUpUploads::failed));
        });
    }

    /** Removes those that are old enough, and says how many they were. */
    Uni<Integer> remove(Storage storage) {
        return items.forgetUnfinished(clock.millis() - config.unfinishedTime().toMillis(), MOST)
                .chain(forgotten -> Multi.createFrom()
                        .iterable(forgotten)
                        .onItem()
                        .transformToUniAndConcatenate(id -> Uni.createFrom().completionStage(() -> storage.remove(id)))
                        .collect()
                        .asList()
                        .invoke(() -> meters.counter("hongyan.media.uploads", "outcome", "given_up")
                                .increment(forgotten.size()))
                        .replaceWith(forgotten.size()));
    }

    private static void failed(Throwable failure) {
        LOG.warnf("Uploads that were given up are removed later: %s", failure.getMessage());
    }
}
