package io.hongyan.push.send.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.push.device.Registration;
import io.hongyan.push.send.AppsConfig;
import io.hongyan.push.send.ProviderConfig;
import io.hongyan.push.send.Reply;
import io.hongyan.push.send.SendConfig;
import io.hongyan.push.send.apns.ApnsConfig;
import io.hongyan.push.send.lane.Lane;
import io.hongyan.push.testing.Alerts;
import io.hongyan.push.testing.VapidFile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaysTest {

    private static final String APP = "hongyan.push.apps.\"org.example.app\".";

    @TempDir
    Path directory;

    private Path secret;
    private Vertx vertx;

    @BeforeEach
    void start() throws Exception {
        secret = Files.writeString(directory.resolve("secret"), "0123456789abcdef0123456789abcdef");
        vertx = Vertx.vertx();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void asLongAsNoAppIsNamedAnyMayHaveTokensOfApple() {
        Ways ways = ways(Map.of());

        assertThat(objection(ways, PushProvider.PUSH_PROVIDER_APNS, "org.example.app"))
                .isNull();
        assertThat(objection(ways, PushProvider.PUSH_PROVIDER_FCM, "org.example.app"))
                .startsWith("app_id");
        ways.close();
    }

    @Test
    void whereAppsAreNamedOthersAreUnknownUnlessThereIsAWayForAny() throws Exception {
        Path certificate = mockCertificate();
        var named = Map.of(APP + "apns.host", "localhost", APP + "apns.trusted-certificate", certificate.toString());
        var any = new HashMap<>(named);
        any.put("hongyan.push.apns.enabled", "true");
        any.put("hongyan.push.apns.trusted-certificate", certificate.toString());

        Ways some = ways(named);
        Ways all = ways(any);

        assertThat(objection(some, PushProvider.PUSH_PROVIDER_APNS, "org.example.app"))
                .isNull();
        assertThat(objection(some, PushProvider.PUSH_PROVIDER_APNS, "org.example.other"))
                .isEqualTo("app_id is none of the apps whose alerts go by PUSH_PROVIDER_APNS here.");
        assertThat(objection(all, PushProvider.PUSH_PROVIDER_APNS, "org.example.other"))
                .isNull();
        some.close();
        all.close();
    }

    @Test
    void eachPushServiceHasAWayOfItsOwn() throws Exception {
        Path keys = VapidFile.write(directory.resolve("vapid.keys"));
        Ways ways =
                ways(Map.of(APP + "web-push.vapid-keys", keys.toString(), APP + "web-push.subject", "mailto:a@b.c"));

        var google = ways.to(Alerts.target(
                PushProvider.PUSH_PROVIDER_WEB_PUSH, "org.example.app", "https://fcm.googleapis.com/fcm/send/x"));
        var apple = ways.to(
                Alerts.target(PushProvider.PUSH_PROVIDER_WEB_PUSH, "org.example.app", "https://web.push.apple.com/x"));

        assertThat(google).isPresent();
        assertThat(apple).isPresent().isNotEqualTo(google);
        assertThat(ways.to(Alerts.target(
                        PushProvider.PUSH_PROVIDER_WEB_PUSH, "org.example.app", "https://push.example.com/x")))
                .isEmpty();
        ways.close();
    }

    @Test
    void keysThatDoNotFitTogetherAreNamed() {
        var hook = Map.of(APP + "hook.url", "https://localhost/x", APP + "hook.secret", secret.toString());

        assertThatThrownBy(() -> ways(with(hook, APP + "hook.timeout", "40s")))
                .hasMessage("hongyan.push.send.lease is PT30S: it must be longer by more than PT1S than"
                        + " hongyan.push.apps.\"org.example.app\".hook.timeout, which is PT40S.");
        assertThatThrownBy(() -> ways(with(hook, "hongyan.push.apns.timeout", "30s")))
                .hasMessage("hongyan.push.send.lease is PT30S: it must be longer by more than PT1S than"
                        + " hongyan.push.apns.timeout, which is PT30S.");
        assertThatThrownBy(() -> ways(with(hook, "hongyan.push.provider.rest-max", "500ms")))
                .hasMessage("hongyan.push.provider.rest-max (PT0.5S) must not be shorter than"
                        + " hongyan.push.provider.rest-first (PT1S).");
        assertThatThrownBy(() -> ways(with(hook, APP + "hook.secret", "none")))
                .hasMessageContaining("hongyan.push.apps.\"org.example.app\".hook.secret")
                .hasMessageContaining("none");
    }

    @Test
    void theLeaseMustOutlastTheSlowestProvider() {
        Ways ways = ways(Map.of(
                APP + "hook.url", "https://localhost/x",
                APP + "hook.secret", secret.toString(),
                APP + "hook.timeout", "20s"));

        assertThat(ways.timeoutMax()).isEqualTo(Duration.ofSeconds(20));
        ways.close();
    }

    @Test
    void anAppsOwnLimitComesBeforeTheOneForAllAndEachAppHasItsOwn() throws Exception {
        String other = "hongyan.push.apps.\"org.example.other\".";
        var keys = Map.of(
                "hongyan.push.provider.app-per-second-max",
                "20",
                APP + "per-second-max",
                "1",
                APP + "hook.url",
                "https://localhost:1/x",
                APP + "hook.secret",
                secret.toString(),
                other + "hook.url",
                "https://localhost:1/x",
                other + "hook.secret",
                secret.toString());
        Ways ways = ways(keys);
        var own = ways.to(Alerts.target(PushProvider.PUSH_PROVIDER_HOOK, "org.example.app", "x"))
                .orElseThrow();
        var general = ways.to(Alerts.target(PushProvider.PUSH_PROVIDER_HOOK, "org.example.other", "x"))
                .orElseThrow();

        var first = (Lane.Room) own.room(3); // taken by the empty way, as every row is
        assertThat(own.room(1)).isEqualTo(new Lane.NoRoom(Reply.Why.LIMITED, Duration.ofSeconds(3)));
        assertThat(general.room(3)).isInstanceOf(Lane.Room.class);
        assertThat(general.room(37)).isInstanceOf(Lane.Room.class);
        assertThat(general.room(1)).isEqualTo(new Lane.NoRoom(Reply.Why.LIMITED, Duration.ofSeconds(2)));

        first.close();
        assertThat(own.obstacle()).isEmpty();
        ways.close();
    }

    private Ways ways(Map<String, String> properties) {
        return new Ways(
                Alerts.config(properties, AppsConfig.class),
                Alerts.config(properties, ApnsConfig.class),
                Alerts.config(properties, ProviderConfig.class),
                Alerts.config(properties, SendConfig.class),
                InstantSource.system(),
                vertx,
                new SimpleMeterRegistry());
    }

    private Path mockCertificate() throws Exception {
        Path certificate = directory.resolve("mock.pem");
        io.hongyan.embedded.SelfSignedCertificate.write(
                certificate, directory.resolve("mock-key.pem"), java.time.Instant.now());
        return certificate;
    }

    private static @Nullable String objection(Ways ways, PushProvider provider, String app) {
        return ways.objection(new Registration("bob", "phone", provider, app, "ab".repeat(32), false, null, ""));
    }

    private static Map<String, String> with(Map<String, String> properties, String key, String value) {
        var all = new HashMap<>(properties);
        all.put(key, value);
        return all;
    }
}
