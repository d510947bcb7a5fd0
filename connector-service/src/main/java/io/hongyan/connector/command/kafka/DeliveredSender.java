package io.hongyan.connector.command.kafka;

import io.hongyan.connector.command.Arguments;
import io.hongyan.connector.command.CommandConfig;
import io.hongyan.connector.command.Commands;
import io.hongyan.connector.command.DeliveredWindow;
import io.hongyan.connector.command.DeliveredWindow.Confirmation;
import io.hongyan.connector.session.LiveSession;
import io.hongyan.proto.client.v1.Delivered;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Sends what devices confirm, gathered by {@link DeliveredWindow}. Nobody waits for an answer: a confirmation that is lost
 * with Kafka is made up for by the next one, which is cumulative.
 */
@ApplicationScoped
public class DeliveredSender {

    private final DeliveredWindow window;
    private final CommandWriter writer;
    private final Vertx vertx;
    private final MeterRegistry meters;
    private final InstantSource clock = InstantSource.system();
    private boolean timing;

    DeliveredSender(CommandWriter writer, CommandConfig config, Vertx vertx, MeterRegistry meters) {
        this.window = new DeliveredWindow(config.deliveredWindow(), config.deliveredMax());
        this.writer = writer;
        this.vertx = vertx;
        this.meters = meters;
        meters.gauge("hongyan.command.delivered.windows", this, DeliveredSender::windows);
    }

    /** Takes a confirmation. Throws what the client is told if it makes no sense. */
    public void confirm(LiveSession session, Delivered delivered) {
        var key = new DeliveredWindow.Key(session.identity(), Arguments.conversation(delivered.getConversationId()));
        long seq = Arguments.seq("seq", delivered.getSeq());
        meters.counter("hongyan.command.delivered.received").increment();
        synchronized (this) {
            window.offer(key, seq, !session.background(), clock.instant()).ifPresent(this::send);
            time();
        }
    }

    private synchronized void flush() {
        timing = false;
        window.due(clock.instant()).forEach(this::send);
        time();
    }

    /** A timer runs only while a window is open. */
    private void time() {
        if (!timing) {
            window.next().ifPresent(end -> {
                timing = true;
                long millis = Duration.between(clock.instant(), end).toMillis();
                vertx.setTimer(Math.max(1, millis), _ -> flush());
            });
        }
    }

    private void send(Confirmation confirmation) {
        Instant now = clock.instant();
        writer.write(Commands.delivered(confirmation, now.toEpochMilli()), null)
                .subscribe()
                .with(
                        _ -> meters.counter("hongyan.command.delivered.sent").increment(),
                        _ -> meters.counter("hongyan.command.delivered.lost").increment());
    }

    private synchronized double windows() {
        return window.size();
    }
}
