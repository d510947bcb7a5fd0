package io.hongyan.presence;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The one configuration of all tests of the service: leases and waits short enough to see them end. */
public class PresenceTestProfile implements QuarkusTestProfile {

    /** How long a slot is leased. */
    public static final int LEASE_MS = 1_500;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "hongyan.presence.slot.lease", LEASE_MS + "ms",
                "hongyan.presence.session.await-max", "1s",
                "hongyan.presence.session.per-user-max", "5",
                "hongyan.presence.memory.timeout", "300ms");
    }
}
