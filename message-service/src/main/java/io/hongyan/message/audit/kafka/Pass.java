package io.hongyan.message.audit.kafka;

import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.RangeReader;
import io.hongyan.message.audit.AuditConfig;
import io.hongyan.message.audit.Comparison;
import io.hongyan.message.audit.Divergence;
import io.hongyan.message.audit.Sample;
import io.hongyan.message.audit.Specimen;
import io.hongyan.message.audit.View;
import io.hongyan.message.audit.kafka.AuditMetrics.Skip;
import io.hongyan.message.audit.postgres.AuditStore;
import io.hongyan.message.audit.postgres.AuditStore.Standstill;
import io.hongyan.message.unread.Conversations;
import io.hongyan.message.unread.Recorded;
import io.hongyan.proto.events.v1.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * One reading of a partition from its beginning to where the projection stands, never beyond; and there, the comparison. A
 * projection that lags is compared with as much of the log as it has applied.
 */
final class Pass {

    private static final Logger LOG = Logger.getLogger(Pass.class);

    /** A round ends after this, however few records it has read. */
    private static final Duration READ_MAX = Duration.ofSeconds(10);

    /** How long the projection of one partition waits at most, and only if something seems to be wrong. */
    private static final Duration STANDSTILL_MAX = Duration.ofSeconds(2);

    private static final int USERS_LOGGED = 5;

    private final int partition;
    private final Sample sample;
    private final AuditConfig config;
    private final AuditStore store;
    private final AuditMetrics metrics;
    private long next;

    Pass(int partition, long beginning, long salt, AuditConfig config, AuditStore store, AuditMetrics metrics) {
        this.partition = partition;
        this.next = beginning;
        this.sample = new Sample(salt, config.conversationsMax(), config.messagesMax());
        this.config = config;
        this.store = store;
        this.metrics = metrics;
    }

    /**
     * Reads on, and compares once there is nothing left to read.
     *
     * @return whether the pass is over
     */
    boolean round(RangeReader reader) {
        long position = store.positions().getOrDefault(partition, 0L);
        if (position < next) {
            metrics.skipped(Skip.REWOUND, sample.specimens().size());
            return true;
        }
        read(reader, position, READ_MAX);
        if (next < position) {
            return false;
        }
        metrics.skipped(Skip.UNFIT, sample.skipped());
        sample.specimens().forEach(specimen -> check(reader, specimen));
        return true;
    }

    private void read(RangeReader reader, long to, Duration timeMax) {
        next = reader.read(partition, next, to, config.recordsMax(), timeMax, this::take);
    }

    private void take(ConsumerRecords<String, byte[]> records) {
        var wanted = records.partitions().stream()
                .collect(Collectors.toMap(
                        it -> it,
                        it -> records.records(it).stream()
                                .filter(record -> sample.wants(record.key()))
                                .toList()));
        var batch = DecodedBatch.of(new ConsumerRecords<>(wanted, Map.of()), Event.parser(), Conversations::objection);
        sample.add(batch.records().stream()
                .map(logged -> new Recorded(logged.partition(), logged.offset(), logged.value()))
                .toList());
    }

    private void check(RangeReader reader, Specimen specimen) {
        metrics.checked();
        if (Comparison.of(specimen.view(), store.stored(specimen.conversationId()))
                .isEmpty()) {
            return;
        }
        // Wrong, or only moved on since: to be told at a moment when it does not move.
        Optional<List<Divergence>> repaired =
                store.whileStanding(partition, STANDSTILL_MAX, standstill -> settle(reader, specimen, standstill));
        if (repaired.isEmpty()) {
            metrics.skipped(Skip.BUSY, 1);
        } else if (!repaired.get().isEmpty()) {
            metrics.repaired();
        }
    }

    private List<Divergence> settle(RangeReader reader, Specimen specimen, Standstill standstill) {
        if (standstill.position() < next) {
            metrics.skipped(Skip.REWOUND, 1);
            return List.of();
        }
        read(reader, standstill.position(), STANDSTILL_MAX);
        if (next < standstill.position() || !sample.specimens().contains(specimen)) {
            metrics.skipped(Skip.BUSY, 1);
            return List.of();
        }
        String conversation = specimen.conversationId();
        View right = specimen.view();
        List<Divergence> found = Comparison.of(right, standstill.stored(conversation));
        if (found.isEmpty()) {
            return found;
        }
        metrics.diverged(found);
        LOG.errorf(
                "Rows differ from the log and are made anew: conversation=%s partition=%d offset=%d differences=%s",
                conversation, partition, next, summary(found));
        standstill.replace(conversation, specimen.rows());
        List<Divergence> left = Comparison.of(right, standstill.stored(conversation));
        if (!left.isEmpty()) {
            throw new IllegalStateException("Rows of " + conversation + " made anew from offsets before " + next
                    + " still differ from the recount: " + summary(left));
        }
        return found;
    }

    /** Ids only, and not a whole group's. */
    private static String summary(List<Divergence> found) {
        return found.size()
                + found.stream()
                        .limit(USERS_LOGGED)
                        .map(it -> it.kind().word() + (it.userId().isEmpty() ? "" : ":" + it.userId()))
                        .collect(Collectors.joining(",", "[", found.size() > USERS_LOGGED ? ",…]" : "]"));
    }
}
