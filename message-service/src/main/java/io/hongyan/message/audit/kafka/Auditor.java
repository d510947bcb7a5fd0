package io.hongyan.message.audit.kafka;

import io.hongyan.eventlog.Outage;
import io.hongyan.eventlog.RangeReader;
import io.hongyan.eventlog.Topics;
import io.hongyan.message.audit.AuditConfig;
import io.hongyan.message.audit.postgres.AuditStore;
import io.hongyan.message.roles.Role;
import io.hongyan.message.roles.Roles;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Audits for ever: pass after pass, each over a partition picked at random, a bounded round at a time, on a thread of its
 * own. Any number of processes may do it; they know nothing of each other.
 */
@ApplicationScoped
public class Auditor {

    private static final Logger LOG = Logger.getLogger(Auditor.class);

    private final Map<String, Object> kafka;
    private final AuditConfig config;
    private final AuditStore store;
    private final AuditMetrics metrics;
    private final Random random = new Random();
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("unread-audit").factory());
    private @Nullable Pass pass;

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

    void onStart(@Observes StartupEvent started, Roles roles) {
        if (config.enabled() && roles.has(Role.UNREAD)) {
            long pause = config.interval().toMillis();
            // Processes that were started together do not audit together.
            rounds.scheduleWithFixedDelay(this::tryRound, random.nextLong(pause) + 1, pause, TimeUnit.MILLISECONDS);
        }
    }

    @PreDestroy
    void stop() {
        rounds.shutdownNow();
    }

    /** One round. Waits; never fails because a part is down or a conversation cannot be mended. */
    void tryRound() {
        try {
            metrics.timed(this::round);
        } catch (RuntimeException e) {
            pass = null;
            metrics.failed();
            if (rounds.isShutdown() || Outage.is(e)) {
                LOG.debug("An audit ended early, since something is down", e);
            } else {
                LOG.error("An audit ended early", e);
            }
        }
    }

    private void round() {
        try (var reader = new RangeReader(kafka, Topics.EVENTS, "hongyan-unread-audit")) {
            if (pass == null) {
                List<Integer> partitions = new ArrayList<>(store.positions().keySet());
                if (partitions.isEmpty()) {
                    return;
                }
                int partition = partitions.get(random.nextInt(partitions.size()));
                pass = new Pass(partition, reader.beginning(partition), random.nextLong(), config, store, metrics);
            }
            if (pass.round(reader)) {
                pass = null;
            }
        }
    }
}
