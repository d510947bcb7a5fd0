package io.hongyan.message.sequencer.kafka;

import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the sequencer when the next message of a partition disappears. Kafka Streams commits after each alarm, so that there is none
 * where no message does.
 */
final class ExpiryAlarm {

    /** No two alarms are closer: what is due by then goes together. */
    private static final Duration SOONEST = Duration.ofMillis(100);

    /** Clocks are put right: no alarm waits longer, whatever the clock said when it was set. */
    private static final Duration LATEST = Duration.ofHours(1);

    private final ProcessorContext<?, ?> context;
    private final InstantSource clock;
    private final Runnable onRing;
    private @Nullable Cancellable alarm;
    private long forMs = Long.MAX_VALUE;

    ExpiryAlarm(ProcessorContext<?, ?> context, InstantSource clock, Runnable onRing) {
        this.context = context;
        this.clock = clock;
        this.onRing = onRing;
    }

    /** Something is due at this time, in milliseconds since 1970 UTC; the greatest number: nothing is. */
    void atLatest(long dueMs) {
        if (dueMs >= forMs) {
            return;
        }
        cancel();
        forMs = dueMs;
        long left = Math.clamp(dueMs - clock.millis(), SOONEST.toMillis(), LATEST.toMillis());
        alarm = context.schedule(Duration.ofMillis(left), PunctuationType.WALL_CLOCK_TIME, now -> ring());
    }

    private void ring() {
        cancel();
        onRing.run();
    }

    private void cancel() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
        forMs = Long.MAX_VALUE;
    }
}
