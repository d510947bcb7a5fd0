package io.hongyan.message.audit.kafka;

import io.hongyan.message.audit.Divergence;
import io.hongyan.message.audit.Divergence.Kind;
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
    private final MeterRegistry meters;
    private final Counter checked;
    private final Counter repaired;
    private final Counter failed;
    private final Timer rounds;

    /** In a registry. */
    public AuditMetrics(MeterRegistry meters) {
        this.meters = meters;
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
        failed = meters.counter("hongyan.audit.failed");
        rounds = meters.timer("hongyan.audit.round");
        for (Skip skip : Skip.values()) {
            skipped(skip, 0);
        }
    }

    /** Why something picked was not checked. */
    enum Skip {
        /** Too long, or an event is missing in the log. */
        UNFIT("unfit"),
        /** Too much was going on in its partition. */
        BUSY("busy"),
        /** The projection is being built anew. */
        REWOUND("rewound");

        private final String cause;

        Skip(String cause) {
            this.cause = cause;
        }
    }

    void checked() {
        checked.increment();
    }

    void diverged(List<Divergence> found) {
        found.forEach(divergence ->
                Objects.requireNonNull(divergences.get(divergence.kind())).increment());
    }

    void repaired() {
        repaired.increment();
    }

    void skipped(Skip skip, long count) {
        meters.counter("hongyan.audit.skipped", "cause", skip.cause).increment(count);
    }

    void failed() {
        failed.increment();
    }

    void timed(Runnable round) {
        rounds.record(round);
    }
}
