package io.hongyan.faults.link;

import java.time.Duration;

/**
 * How a way is.
 *
 * @param open whether there are connections at all
 * @param delay how late everything is, in each direction
 * @param there whether anything passes towards the server
 * @param back whether anything passes back
 */
public record Weather(boolean open, Duration delay, boolean there, boolean back) {

    /** Everything passes at once. */
    public static final Weather FINE = new Weather(true, Duration.ZERO, true, true);

    /** No connections. */
    public static final Weather CUT = new Weather(false, Duration.ZERO, true, true);

    /** Nothing passes, and nobody is told; what was underway arrives when it is over, as packets that are sent again do. */
    public static final Weather SILENT = new Weather(true, Duration.ZERO, false, false);

    /** Nothing comes back. */
    public static final Weather ONE_WAY = new Weather(true, Duration.ZERO, true, false);

    /** Everything passes late. */
    public static Weather slow(Duration delay) {
        return new Weather(true, delay, true, true);
    }
}
