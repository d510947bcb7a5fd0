package io.hongyan.history.audit.kafka;

import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Outage;
import io.hongyan.eventlog.RangeReader;
import io.hongyan.eventlog.Topics;
import io.hongyan.history.archive.Objections;
import io.hongyan.history.audit.AuditConfig;
import io.hongyan.history.audit.Divergence;
import io.hongyan.history.audit.Repair;
import io.hongyan.history.audit.Slice;
import io.hongyan.history.audit.postgres.AuditStore;
import io.hongyan.history.audit.postgres.AuditStore.Standstill;
import io.hongyan.proto.events.v1.Event;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Audits for ever, one slice of the log in each round, on a thread of its own. Never reads beyond what the archive has
 * applied: that it lags is no divergence. Any number of processes may do it; they know nothing of each other.
 */
@ApplicationScoped
public class Auditor {

    private static final Logger LOG = Logger.getLogger(Auditor.class);

    /** A slice ends after this, however short it is. */
    private static final Duration READ_MAX = Duration.ofSeconds(10);

    /** How long to wait for those who are moving the archive, if something seems to be wrong. */
    private static final Duration LOCK_MAX = Duration.ofSeconds(2);

    private static final int LOGGED_MAX = 5;

    private final Map<String, Object> kafka;
    private final AuditConfig config;
    private final AuditStore store;
    private final AuditMetrics metrics;
    private final Random random = new Random();
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("archive-audit").factory());

    /** Over the log and the database. */
    public Auditor(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            AuditConfig config,
            AuditStore store,
            AuditMetrics metrics) {
        this.kafka = kafka;
        this.config = config;
        this.store = store;
        this.metrics = metrics;
    }

    void onStart(@Observes StartupEvent started) {
        if (config.enabled()) {
            long pause = config.interval().toMillis();
            // Processes that were started together do not audit together.
            rounds.scheduleWithFixedDelay(this::tryRound, random.nextLong(pause) + 1, pause, TimeUnit.MILLISECONDS);
        }
    }

    @PreDestroy
    void stop() {
        rounds.shutdownNow();
    }

    /** One round. Waits; never fails because a part is down. */
    void tryRound() {
        try {
            metrics.timed(this::round);
        } catch (RuntimeException e) {
            metrics.failed();
            if (rounds.isShutdown() || Outage.is(e)) {
                LOG.debug("An audit ended early, since something is down", e);
            } else {
                LOG.error("An audit ended early", e);
            }
        }
    }

    private void round() {
        Map<Integer, Long> positions = store.positions();
        if (positions.isEmpty()) {
            return;
        }
        List<Integer> partitions = new ArrayList<>(positions.keySet());
        int partition = partitions.get(random.nextInt(partitions.size()));
        List<Event> events = new ArrayList<>();
        long end = read(partition, positions.getOrDefault(partition, 0L), events);
        Slice slice = Slice.of(events);
        metrics.checked(slice.shown().size());
        if (!new Inspection(slice, store.rows()).divergences().isEmpty()) {
            // Wrong, or changed while it was looked at: to be told at a moment when nothing changes.
            store.whileStanding(partition, LOCK_MAX, standstill -> settle(partition, end, slice, standstill))
                    .ifPresentOrElse(metrics::repaired, metrics::busy);
        }
    }

    /** Any slice of the applied part of the log, which is the whole of it if that is short. */
    private long read(int partition, long position, List<Event> events) {
        try (var reader = new RangeReader(kafka, Topics.EVENTS, "hongyan-history-audit")) {
            long beginning = reader.beginning(partition);
            long length = Math.max(1, position - beginning);
            // From before the beginning too, so that the first records are as often in a slice as others.
            long start = random.nextLong(length + config.recordsMax() - 1) - config.recordsMax() + 1;
            return reader.read(
                    partition,
                    beginning + Math.max(0, start),
                    position,
                    config.recordsMax(),
                    READ_MAX,
                    records -> events.addAll(DecodedBatch.of(records, Event.parser(), Objections::against)
                            .values()));
        }
    }

    private int settle(int partition, long end, Slice slice, Standstill standstill) {
        if (standstill.position() < end) {
            metrics.rewound();
            return 0;
        }
        var inspection = new Inspection(slice, standstill.rows());
        List<Divergence> found = inspection.divergences();
        if (found.isEmpty()) {
            return 0;
        }
        metrics.diverged(found);
        Repair repair = inspection.repair(found);
        int rows = repair.rows();
        LOG.errorf(
                "Rows differ from the log: partition=%d before=%d differences=%d repaired=%d first=%s",
                partition, end, found.size(), rows, summary(found));
        standstill.rows().write(repair);
        int left = new Inspection(slice, standstill.rows()).divergences().size();
        if (left > found.size() - rows) {
            throw new IllegalStateException("rows of partition %d written anew from the log still differ: %d of %d"
                    .formatted(partition, left, found.size()));
        }
        return rows;
    }

    /** Ids only, and not all of them. */
    private static String summary(List<Divergence> found) {
        return found.stream()
                .limit(LOGGED_MAX)
                .map(it -> it.kind().word() + ":" + it.conversationId() + (it.seq() > 0 ? "/" + it.seq() : "")
                        + (it.userId().isEmpty() ? "" : "/" + it.userId()))
                .collect(Collectors.joining(","));
    }
}
