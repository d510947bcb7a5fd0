package io.hongyan.connector.session;

import io.hongyan.proto.client.v1.Hello;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a Hello must be like, apart from its token. */
public final class Hellos {

    private static final Pattern DEVICE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int HAVE_MAX = 200;
    private static final int AGENT_LENGTH_MAX = 100;

    private Hellos() {}

    /** What is wrong with it, as a sentence that names the field; empty if it is well-formed. */
    public static Optional<String> problem(Hello hello) {
        if (!DEVICE_ID.matcher(hello.getDeviceId()).matches()) {
            return Optional.of("device_id must be 1 to 64 characters of [A-Za-z0-9._-]");
        }
        if (hello.getHaveCount() > HAVE_MAX) {
            return Optional.of("have must name at most " + HAVE_MAX + " conversations");
        }
        return hello.getAgent().length() > AGENT_LENGTH_MAX
                ? Optional.of("agent must have at most " + AGENT_LENGTH_MAX + " characters")
                : Optional.empty();
    }
}
