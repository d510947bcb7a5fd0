package io.hongyan.connector.watch.kafka;

import io.hongyan.connector.log.kafka.Tail;
import io.hongyan.connector.log.kafka.Tails;
import io.hongyan.connector.watch.Updates;
import io.hongyan.connector.watch.grpc.Watching;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.presence.v1.PresenceRecord;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads every transition of presence, for those here who watch. Without a group: each connector reads them all. */
@ApplicationScoped
public class PresenceReader {

    /** Every connector reads everybody's transitions: nobody sees a twentieth of a second, and a storm of logins is read in few parts. */
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private final Tails tails;
    private final Watching watching;
    private volatile @Nullable Tail<PresenceRecord> tail;

    PresenceReader(Tails tails, Watching watching) {
        this.tails = tails;
        this.watching = watching;
    }

    /** Whether presence is read now. */
    public boolean working() {
        Tail<PresenceRecord> current = tail;
        return current != null && current.working();
    }

    void begin(@Observes StartupEvent started) {
        tail = tails.follow(
                new Tail.Source<>(
                        "presence",
                        Topics.PRESENCE,
                        OptionalInt.empty(),
                        PresenceRecord.parser(),
                        Updates::fault,
                        Tail.From.END,
                        BETWEEN),
                logged -> watching.changed(logged.value()));
    }

    void end(@Observes ShutdownEvent stopping) {
        Tail<PresenceRecord> current = tail;
        if (current != null) {
            current.close();
        }
    }
}
