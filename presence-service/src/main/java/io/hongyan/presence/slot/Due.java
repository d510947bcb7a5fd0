package io.hongyan.presence.slot;

import java.time.Duration;
import java.util.List;

/**
 * What a look at the leases found to do.
 *
 * @param atMillis when, by the clock of the memory, in milliseconds since 1970 UTC
 * @param held how many slots are held
 * @param next when to look again
 * @param ended lives that are over, whose sessions the finder is to end
 * @param epoch names this memory; another one than before means that everything was forgotten in between
 * @param restore whether the finder is to restore from the log what a lost memory knew
 */
public record Due(long atMillis, int held, Duration next, List<Life> ended, String epoch, boolean restore) {

    public Due {
        ended = List.copyOf(ended);
    }
}
