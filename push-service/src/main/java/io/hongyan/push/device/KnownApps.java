package io.hongyan.push.device;

import org.jspecify.annotations.Nullable;

/** The apps of this deployment, and by whom their alerts can go. */
@FunctionalInterface
public interface KnownApps {

    /** Why a device cannot be alerted here, as a sentence that names the field; null if it can. */
    @Nullable
    String objection(Registration registration);
}
