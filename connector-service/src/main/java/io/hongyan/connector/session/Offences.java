package io.hongyan.connector.session;

import io.hongyan.proto.error.v1.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which addresses keep sending what no client sends. Each may offend so often, and so often again with time; one that
 * offends more is refused for a while. Whoever logs in makes up for an offence, so that one bad phone does not shut out
 * the good ones that share an address with it.
 *
 * <p>Remembers so many addresses at most, the last to offend: who has more of them than that is left to the rate at which
 * connections are accepted. Safe for use by many threads.
 */
public final class Offences {

    /**
     * How much is forgiven.
     *
     * @param max offences of one address that may come at once; 0: no address is ever refused
     * @param forgottenPerMinute of each address, averaged over {@code max}
     * @param refusedFor how long an address is refused
     * @param addressesMax so many are remembered
     */
    public record Bounds(int max, int forgottenPerMinute, Duration refusedFor, int addressesMax) {}

    private static final double MILLIS_PER_MINUTE = 60_000.0;

    private final Bounds bounds;
    private final Map<String, Offender> byAddress = new LinkedHashMap<>(16, 0.75f, true); // the least recent first

    /** Nobody has offended yet. */
    public Offences(Bounds bounds) {
        this.bounds = bounds;
    }

    private static final class Offender {

        private double offences;
        private Instant counted;
        private Instant refusedUntil = Instant.MIN;

        private Offender(Instant now) {
            counted = now;
        }

        private void forget(double perMinute, Instant now) {
            long millis = Duration.between(counted, now).toMillis();
            if (millis > 0) {
                offences = Math.max(0, offences - millis * perMinute / MILLIS_PER_MINUTE);
                counted = now;
            }
        }
    }

    /** Whether a connection that ends by this code was an offence: it sent nothing that a client would, or nothing at all. */
    public static boolean isOffence(ErrorCode code) {
        return switch (code) {
            case ERROR_CODE_MALFORMED_FRAME,
                    ERROR_CODE_FRAME_TOO_LARGE,
                    ERROR_CODE_UNEXPECTED_FRAME,
                    ERROR_CODE_LOGIN_TIMEOUT,
                    ERROR_CODE_TOKEN_INVALID,
                    ERROR_CODE_RATE_LIMITED -> true;
            default -> false;
        };
    }

    /** Whether connections from an address are refused now. */
    public synchronized boolean refuses(String address, Instant now) {
        if (byAddress.isEmpty()) {
            return false; // as good as always
        }
        Offender offender = byAddress.get(address);
        return offender != null && now.isBefore(offender.refusedUntil);
    }

    /**
     * Counts an offence.
     *
     * @return whether the address is refused from now on, and was not before
     */
    public synchronized boolean offended(String address, Instant now) {
        if (bounds.max() == 0) {
            return false;
        }
        Offender offender = byAddress.computeIfAbsent(address, _ -> new Offender(now));
        if (byAddress.size() > bounds.addressesMax()) {
            var leastRecent = byAddress.keySet().iterator();
            leastRecent.next();
            leastRecent.remove();
        }
        offender.forget(bounds.forgottenPerMinute(), now);
        offender.offences++;
        if (offender.offences <= bounds.max() || now.isBefore(offender.refusedUntil)) {
            return false;
        }
        offender.refusedUntil = now.plus(bounds.refusedFor());
        offender.offences = bounds.max();
        return true;
    }

    /** Somebody has logged in from there: one offence less, and nothing is kept of who has none left. */
    public synchronized void forgive(String address, Instant now) {
        Offender offender = byAddress.get(address);
        if (offender == null) {
            return;
        }
        offender.forget(bounds.forgottenPerMinute(), now);
        offender.offences = Math.max(0, offender.offences - 1);
        if (offender.offences == 0 && !now.isBefore(offender.refusedUntil)) {
            byAddress.remove(address);
        }
    }

    /** How many addresses are remembered. */
    public synchronized int size() {
        return byAddress.size();
    }
}
