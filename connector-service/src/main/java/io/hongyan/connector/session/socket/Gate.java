package io.hongyan.connector.session.socket;

import io.hongyan.connector.session.Offences;
import io.hongyan.connector.session.TokenBucket;
import io.hongyan.proto.error.v1.ErrorCode;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Who is let in. An address that keeps offending is refused: its connections are held, unread, for a moment before they are
 * cut, for whoever is cut at once comes again at once. Others are let in at so many a second. Nothing is made for who is
 * not let in but the socket itself. Safe for use by many threads.
 */
final class Gate {

    private static final Logger LOG = Logger.getLogger(Gate.class);

    private final SocketConfig config;
    private final InstantSource clock;
    private final GateMetrics metrics;
    private final Offences offences;
    private final TokenBucket accepts;
    private final AtomicInteger held = new AtomicInteger();

    Gate(SocketConfig config, InstantSource clock, GateMetrics metrics) {
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
        this.offences = new Offences(new Offences.Bounds(
                config.offencesMax(),
                config.offencesForgottenPerMinute(),
                config.refusedTime(),
                config.offendersMax()));
        this.accepts = new TokenBucket(config.acceptsPerSecond(), config.acceptsBurst(), clock.instant());
        metrics.watch(offences, held);
    }

    /** What becomes of a connection that has been accepted by the operating system. */
    enum Admission {
        /** It may say Hello. */
        IN,
        /** It is kept, unread, for the time of {@code held-time}; {@link #letGo} when that is over, or it is gone. */
        HELD,
        /** It is to be closed at once. */
        CUT
    }

    /** Decides on a connection from an address. */
    Admission admit(String address) {
        if (offences.refuses(address, clock.instant())) {
            metrics.refusedAddress();
            return hold();
        }
        if (!takeAccept()) {
            metrics.refusedRate();
            return Admission.CUT;
        }
        return Admission.IN;
    }

    private Admission hold() {
        if (held.incrementAndGet() > config.heldMax()) {
            held.decrementAndGet();
            return Admission.CUT;
        }
        return Admission.HELD;
    }

    private boolean takeAccept() {
        synchronized (accepts) {
            return accepts.take(clock.instant());
        }
    }

    /** A connection that was held is no more. */
    void letGo() {
        held.decrementAndGet();
    }

    /** A connection from an address was closed for this reason. */
    void closed(String address, ErrorCode code) {
        if (Offences.isOffence(code)) {
            offended(address, code);
        }
    }

    /** An address did what counts as this. */
    void offended(String address, ErrorCode code) {
        metrics.offence(code);
        if (offences.offended(address, clock.instant())) {
            LOG.debugf("Address is refused: address=%s for=%s", address, config.refusedTime());
        }
    }

    /** Somebody has logged in from an address. */
    void welcomed(String address) {
        offences.forgive(address, clock.instant());
    }
}
