package io.hongyan.push.testing;

import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.push.decision.Trigger;
import io.hongyan.push.device.Target;
import io.hongyan.push.device.WebPushKeys;
import io.hongyan.push.send.AppsConfig;
import io.hongyan.push.send.Outgoing;
import io.hongyan.push.send.Words;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Alerts to try providers with, and configurations of providers. */
public final class Alerts {

    public static final String APP = "io.hongyan.app";
    public static final String ID = "0c1b1ed6-4f0e-8a55-9c3e-8f2d7a1b6c01";
    public static final String CONVERSATION = "g:x";
    public static final long BADGE = 5;

    private Alerts() {}

    /** "Friends / alice: hello", useful for an hour from now. */
    public static Outgoing to(PushProvider provider, String token) {
        return to(provider, token, "hello");
    }

    public static Outgoing to(PushProvider provider, String token, String body) {
        return to(target(provider, token, false, null), body);
    }

    public static Outgoing toSandbox(String token) {
        return to(target(PushProvider.PUSH_PROVIDER_APNS, token, true, null), "hello");
    }

    public static Outgoing toBrowser(String endpoint, WebPushKeys keys, String body) {
        return to(target(PushProvider.PUSH_PROVIDER_WEB_PUSH, endpoint, false, keys), body);
    }

    public static Outgoing to(Target target, String body) {
        Instant now = Instant.now();
        return new Outgoing(
                new Trigger(ID, CONVERSATION, 9, 7, "bob", "phone", now),
                new Words("Friends", "alice", body),
                target,
                BADGE,
                now.plusSeconds(3600));
    }

    public static Target target(PushProvider provider, String app, String token) {
        return new Target(provider, app, token, false, null, Instant.EPOCH);
    }

    /** What a configuration says of one app, whose keys are given without their prefix. */
    public static AppsConfig.App app(Map<String, String> keys) {
        var properties = new HashMap<String, String>();
        keys.forEach((key, value) -> properties.put("hongyan.push.apps.\"" + APP + "\"." + key, value));
        AppsConfig.App app = config(properties, AppsConfig.class).byId().get(APP);
        if (app == null) {
            throw new IllegalArgumentException("no app in " + properties);
        }
        return app;
    }

    public static <T> T config(Map<String, String> properties, Class<T> mapping) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(mapping)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(mapping);
    }

    private static Target target(PushProvider provider, String token, boolean sandbox, @Nullable WebPushKeys keys) {
        return new Target(provider, APP, token, sandbox, keys, Instant.EPOCH);
    }
}
