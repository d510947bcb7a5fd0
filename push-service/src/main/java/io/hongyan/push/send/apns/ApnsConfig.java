package io.hongyan.push.send.apns;

import io.hongyan.push.send.AppsConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How Apple's push service is reached for the apps that {@code hongyan.push.apps} says nothing about. */
@ConfigMapping(prefix = "hongyan.push.apns")
public interface ApnsConfig extends AppsConfig.Apns {

    /** Whether their alerts go to APNs. If not, they are suppressed, which is recorded. */
    @WithDefault("false")
    boolean enabled();
}
