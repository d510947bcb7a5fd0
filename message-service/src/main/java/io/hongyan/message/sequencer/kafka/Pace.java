package io.hongyan.message.sequencer.kafka;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** Asks Kafka Streams for commits when a {@link Round} is over. All partitions of a thread are committed together. */
final class Pace {

    private final Round round;
    private final Duration looksAgain;
    private @Nullable Cancellable alarm;

    Pace(SequencerConfig config) {
        round = new Round(config.commitInterval(), longest(config), System.nanoTime());
        looksAgain = config.commitInterval();
    }

    /** How long decisions are collected at most: the longer of the two intervals, whichever that is. */
    static Duration longest(SequencerConfig config) {
        Duration most = config.commitIntervalMax();
        return most.compareTo(config.commitInterval()) > 0 ? most : config.commitInterval();
    }

    /** Something was decided. Whatever comes next may come late: the first of a round sees to it that there is an end. */
    void decided(ProcessorContext<?, ?> context) {
        round.decided();
        if (round.isOver(System.nanoTime())) {
            context.commit();
        } else if (alarm == null) {
            alarm = context.schedule(looksAgain, PunctuationType.WALL_CLOCK_TIME, now -> {
                if (round.isOver(System.nanoTime())) {
                    context.commit();
                }
            });
        }
    }

    /** Everything is committed. */
    void committed(Duration took) {
        round.committed(System.nanoTime(), took);
        if (alarm != null) { // else Kafka Streams would commit again for its sake
            alarm.cancel();
            alarm = null;
        }
    }
}
