package io.hongyan.connector.announce.kafka;

import io.hongyan.connector.announce.AnnounceConfig;
import io.hongyan.connector.announce.Announcements;
import io.hongyan.connector.log.kafka.LogWriter;
import io.hongyan.connector.session.Errors;
import io.hongyan.connector.session.Identity;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.connector.slot.Slot;
import io.hongyan.connector.slot.SlotUser;
import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.sessions.v1.SessionRecord;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Writes what {@link Announcements} says to hongyan.sessions.v1. What Kafka does not take is written again until it does, the
 * end of a session above all: the lease goes on, so nothing else would tell presence that the session is over.
 */
@ApplicationScoped
public class SessionAnnouncer implements SlotUser {

    private static final Logger LOG = Logger.getLogger(SessionAnnouncer.class);

    private final Announcements announcements = new Announcements();
    private final LogWriter log;
    private final AnnounceConfig config;
    private final Vertx vertx;
    private final InstantSource clock = InstantSource.system();

    SessionAnnouncer(LogWriter log, AnnounceConfig config, Vertx vertx, MeterRegistry meters) {
        this.log = log;
        this.config = config;
        this.vertx = vertx;
        meters.gauge("hongyan.announce.unwritten", announcements, Announcements::unwritten);
    }

    /**
     * A session begins. Completes when the record is in the log, with the ids of the sessions here that it replaces. If
     * it fails, {@link #closed} must still be called: the record may be there all the same.
     */
    public Uni<List<String>> opened(Identity who, Slot slot, boolean background) {
        if (announcements.unwritten() >= config.unwrittenMax()) {
            return Uni.createFrom()
                    .failure(new SuiteException(Errors.of(
                            ErrorCode.ERROR_CODE_UNAVAILABLE, "Sessions cannot be announced at the moment.", (int)
                                    config.retryPause().toMillis())));
        }
        Announcements.Opened opened = announcements.opened(who, slot, background, clock.millis());
        return write(opened.record()).replaceWith(opened.replaced());
    }

    /** The app's state changed. Completes when that is in the log, or at once for a session that has ended. */
    public Uni<Void> changed(String sessionId, boolean background) {
        return announcements
                .changed(sessionId, background, clock.millis())
                .map(record -> write(record).onFailure().invoke(() -> insistLater(record)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** A session has ended. May be called twice. */
    public void closed(String sessionId) {
        announcements.closed(sessionId, clock.millis()).ifPresent(this::insist);
    }

    @Override
    public void forgotten(Slot slot) {
        List<SessionRecord> records = announcements.again(slot, clock.millis());
        LOG.infof("Sessions announced again: slot=%d sessions=%d", slot.number(), records.size());
        records.forEach(this::insist);
    }

    @Override
    public void lost(Slot slot) {
        announcements.forget(slot); // its sessions are over with its lease
    }

    private void insist(SessionRecord record) {
        if (!announcements.awaits(record)) {
            return;
        }
        write(record).subscribe().with(_ -> {}, _ -> insistLater(record));
    }

    private void insistLater(SessionRecord record) {
        vertx.setTimer(config.retryPause().toMillis(), _ -> insist(record));
    }

    private Uni<Void> write(SessionRecord record) {
        var headers = new CloudEvents(
                record.getSessionId() + "/" + record.getVersion(),
                record.getDescriptorForType().getFullName(),
                "/hongyan/connector",
                Instant.ofEpochMilli(record.getTimeMs()),
                null);
        var written = new ProducerRecord<>(Topics.SESSIONS, record.getUserId(), record.toByteArray());
        headers.writeTo(written.headers());
        return log.write(written)
                .invoke(() -> announcements.written(record))
                .onFailure()
                .transform(failure -> new SuiteException(
                        Errors.of(ErrorCode.ERROR_CODE_UNAVAILABLE, "The log did not take the session's record.", (int)
                                config.retryPause().toMillis())));
    }
}
