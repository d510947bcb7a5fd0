package io.hongyan.presence.slot;

import java.util.Map;

/**
 * Which life holds which slot now. A lease that has run out counts until it is ended, so that an outage of presence
 * itself, in which nobody could renew, ends nobody.
 *
 * @param bootIds the holder's boot id by slot; a vacant slot is missing
 */
public record HeldSlots(Map<Integer, String> bootIds) {

    public HeldSlots {
        bootIds = Map.copyOf(bootIds);
    }

    /** Whether this very life holds its slot: only then do its sessions live. */
    public boolean holds(Life life) {
        return life.bootId().equals(bootIds.get(life.slot()));
    }
}
