package io.hongyan.push.device;

import org.jspecify.annotations.Nullable;

/**
 * Where a device is reached.
 *
 * @param alerts where its alerts go
 * @param voipToken for APNs: where calls go; null if it takes none
 */
public record Addresses(Target alerts, @Nullable String voipToken) {

    /** Names provider and app only: tokens stay out of logs. */
    @Override
    public String toString() {
        return "Addresses[alerts=" + alerts + "]";
    }
}
