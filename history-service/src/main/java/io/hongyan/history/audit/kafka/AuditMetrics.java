package io.hongyan.history.audit.kafka;

import io.hongyan.history.audit.Divergence;
import io.hongyan.history.audit.Divergence.Kind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the audit tells operators; there from the start, so that what never happened is 0 and not unknown. */
@Singleton
public class AuditMetrics {

    private final Map<Kind, Counter> divergences = new EnumMap<>(Kind.class);
    private final Counter checked;
    private final Counter repaired;
    private final Counter rewound;
    private final Counter busy;
    private final Counter failed;
    private final Timer rounds;

    /** In a registry. */
    public AuditMetrics(MeterRegistry meters) {
        for (Kind kind : Kind.values()) {
            divergences.put(
                    kind,
                    Counter.builder("hongyan.audit.divergence")
                            .description("Rows that differed from the log")
                            .tag("kind", kind.word())
                            .register(meters));
        }
        checked = meters.counter("hongyan.audit.checked");
        repaired = meters.counter("hongyan.audit.repaired");
        rewound = meters.counter("hongyan.audit.skipped", "cause", "rewound");
        busy = meters.counter("hongyan.audit.skipped", "cause", "busy");
        failed = meters.counter("hongyan.audit.failed");
        rounds = meters.timer("hongyan.audit.round");
    }

    void checked(int events) {
        checked.increment(events);
    }

    void diverged(List<Divergence> found) {
        found.forEach(divergence ->
                Objects.requireNonNull(divergences.get(divergence.kind())).increment());
    }

    void repaired(int rows) {
        repaired.increment(rows);
    }

    void rewound() {
        rewound.increment();
    }

    void busy() {
        busy.increment();
    }

    void failed() {
        failed.increment();
    }

    void timed(Runnable round) {
        rounds.record(round);
    }
}
