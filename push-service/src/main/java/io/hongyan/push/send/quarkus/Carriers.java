package io.hongyan.push.send.quarkus;

import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.push.send.AppsConfig;
import io.hongyan.push.send.apns.ApnsConfig;
import io.hongyan.push.send.apns.ApnsProvider;
import io.hongyan.push.send.fcm.FcmProvider;
import io.hongyan.push.send.http.HookProvider;
import io.hongyan.push.send.webpush.PushServices;
import io.hongyan.push.send.webpush.WebPushProvider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads out of the configuration who carries which app's alerts, and by which ways. */
final class Carriers {

    /** Stands for all apps that the configuration does not name. */
    static final String ANY_APP = "*";

    /** Apple's environments. */
    static final String PRODUCTION = "production";

    static final String SANDBOX = "sandbox";

    /**
     * One provider of one app.
     *
     * @param keys the prefix of its keys
     * @param ways the ways that are kept apart: one at least
     * @param timeout within which it answers
     */
    record Carrier(PushProvider provider, String app, String keys, List<String> ways, Duration timeout, Live live) {

        /** The provider's short name, such as {@code web_push}. */
        String providerName() {
            return provider.name().substring("PUSH_PROVIDER_".length()).toLowerCase(Locale.ROOT);
        }
    }

    private final InstantSource clock;

    Carriers(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * All of them, each with its credentials.
     *
     * @throws IllegalStateException with a sentence that names the key, if something does not fit
     */
    List<Carrier> of(AppsConfig apps, ApnsConfig anyApp) {
        List<Carrier> carriers = new ArrayList<>();
        if (anyApp.enabled()) {
            carriers.add(apns(ANY_APP, "hongyan.push.apns", anyApp));
        }
        apps.byId().forEach((id, app) -> {
            String keys = "hongyan.push.apps.\"" + id + "\".";
            app.apns().ifPresent(config -> carriers.add(apns(id, keys + "apns", config)));
            app.fcm().ifPresent(config -> carriers.add(fcm(id, keys + "fcm", config)));
            app.webPush().ifPresent(config -> carriers.add(webPush(id, keys + "web-push", config)));
            app.hook().ifPresent(config -> carriers.add(hook(id, keys + "hook", config)));
        });
        return carriers;
    }

    private Carrier apns(String app, String keys, AppsConfig.Apns config) {
        var live = new Live(keys, ApnsProvider.files(config), config.timeout(), () -> ApnsProvider.open(keys, config));
        return new Carrier(
                PushProvider.PUSH_PROVIDER_APNS, app, keys, List.of(PRODUCTION, SANDBOX), config.timeout(), live);
    }

    private Carrier fcm(String app, String keys, AppsConfig.Fcm config) {
        var live = new Live(
                keys, FcmProvider.files(config), config.timeout(), () -> FcmProvider.open(keys, config, clock));
        return new Carrier(PushProvider.PUSH_PROVIDER_FCM, app, keys, List.of(""), config.timeout(), live);
    }

    private Carrier webPush(String app, String keys, AppsConfig.WebPush config) {
        var live = new Live(
                keys, WebPushProvider.files(config), config.timeout(), () -> WebPushProvider.open(keys, config, clock));
        return new Carrier(
                PushProvider.PUSH_PROVIDER_WEB_PUSH,
                app,
                keys,
                PushServices.of(config.services()).allowed(),
                config.timeout(),
                live);
    }

    private Carrier hook(String app, String keys, AppsConfig.Hook config) {
        var live = new Live(
                keys, HookProvider.files(config), config.timeout(), () -> HookProvider.open(keys, config, clock));
        return new Carrier(PushProvider.PUSH_PROVIDER_HOOK, app, keys, List.of(""), config.timeout(), live);
    }
}
