package io.hongyan.push.send.vertx;

import io.hongyan.push.decision.Bundle;
import io.hongyan.push.decision.Taken;
import java.util.Comparator;
import java.util.List;

/**
 * Alerts that are ready to be sent as one.
 *
 * @param bundle the alerts
 * @param badge the badge
 */
record Badged(Bundle<Work> bundle, long badge) {

    /** The order in which a device is to show alerts: a later one replaces an earlier one of its conversation. */
    static final Comparator<Badged> ORDER = Comparator.comparing(
                    (Badged badged) -> badged.taken().trigger().at())
            .thenComparingLong(badged -> badged.taken().trigger().seq());

    /** The alert that goes. */
    Taken taken() {
        return bundle.last().taken();
    }

    /** All that it tells of. */
    List<Work> all() {
        return bundle.all();
    }

    /** Whether there is nothing to be alerted of any more. */
    boolean nothingUnread() {
        return taken().nothingUnread(badge);
    }
}
