package io.hongyan.push.send.vertx;

import java.util.Comparator;

/**
 * An alert that is ready to be sent.
 *
 * @param work the alert
 * @param badge its badge
 */
record Badged(Work work, long badge) {

    /** The order in which a device is to show alerts: a later one replaces an earlier one of its conversation. */
    static final Comparator<Badged> ORDER = Comparator.comparing(
                    (Badged badged) -> badged.work().taken().trigger().at())
            .thenComparingLong(badged -> badged.work().taken().trigger().seq());
}
