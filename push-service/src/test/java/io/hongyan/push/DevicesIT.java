package io.hongyan.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongyan.proto.push.v1.ListDevicesRequest;
import io.hongyan.proto.push.v1.PushDevice;
import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.proto.push.v1.RegisterDeviceRequest;
import io.hongyan.proto.push.v1.RemoveDeviceRequest;
import io.hongyan.push.testing.PushTest;
import io.hongyan.push.testing.Talk;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DevicesIT extends PushTest {

    @Test
    void devicesAreListedLatestFirstAndWithoutTokens() {
        String bob = user("bob");
        phone(bob, "old");
        phone(bob, "new");

        List<PushDevice> listed = devices.listDevices(
                        ListDevicesRequest.newBuilder().setUserId(bob).build())
                .getDevicesList();

        assertThat(listed)
                .extracting(device -> device.toBuilder().clearRegisteredMs().build())
                .containsExactly(device("new"), device("old"));
        assertThat(listed.get(0).getRegisteredMs())
                .isGreaterThanOrEqualTo(listed.get(1).getRegisteredMs());
    }

    @Test
    void aTokenBelongsToWhoeverRegisteredItLast() {
        String alice = user("alice");
        String bob = user("bob");
        String token = phone(alice);

        register(bob, "phone", token.toUpperCase(java.util.Locale.ROOT));

        assertThat(devicesOf(alice)).isEmpty();
        assertThat(devicesOf(bob)).containsExactly("phone");
    }

    @Test
    void aDeviceHasTheTokenItRegisteredLast() {
        String alice = user("alice");
        String bob = user("bob");
        String old = phone(bob);
        String latest = phone(bob);

        log.write(Talk.between(alice, bob).says(alice, "hello"));

        awaitDecisions(bob, "SENT NOT_CONFIRMED");
        assertThat(neighbours.alertsTo(old)).isEmpty();
        assertThat(neighbours.alertsTo(latest)).hasSize(1);
    }

    @Test
    void aDeviceThatIsRemovedIsNotAlertedAnyMore() {
        String alice = user("alice");
        String bob = user("bob");
        String token = phone(bob);
        neighbours.foreground.add(bob);

        log.write(Talk.between(alice, bob).says(alice, "hello"));
        awaitDecisions(bob, "DEFERRED AWAITING_CONFIRMATION");
        var removal = RemoveDeviceRequest.newBuilder()
                .setUserId(bob)
                .setDeviceId("phone")
                .build();
        devices.removeDevice(removal);
        devices.removeDevice(removal); // what is gone may be removed again

        awaitDecisions(bob, "DEFERRED AWAITING_CONFIRMATION", "CANCELLED TOKEN_INVALID");
        assertThat(neighbours.alertsTo(token)).isEmpty();
    }

    @Test
    void oneMoreThanAllowedIsRefusedAndTakesNobodysToken() {
        String alice = user("alice");
        String bob = user("bob");
        String token = phone(alice);
        List.of("one", "two", "three").forEach(device -> phone(bob, device));

        assertThatThrownBy(() -> register(bob, "four", token))
                .hasMessage("RESOURCE_EXHAUSTED: The user has 3 devices, as many as allowed: remove one first.");

        assertThat(devicesOf(alice)).containsExactly("phone");
        register(bob, "two", token); // a known one may change its token
        assertThat(devicesOf(bob)).containsExactlyInAnyOrder("one", "two", "three");
    }

    @Test
    void registrationsAtTheSameTimeLeaveOneOwner() {
        String token = token();
        List<String> users = IntStream.range(0, 8).mapToObj(i -> user("u")).toList();

        CompletableFuture.allOf(users.stream()
                        .map(user -> CompletableFuture.runAsync(() -> register(user, "phone", token)))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(users.stream().flatMap(user -> devicesOf(user).stream())).containsExactly("phone");
    }

    @Test
    void whatIsNoRegistrationIsRefusedWithTheFieldsName() {
        assertThatThrownBy(() -> register("bob", "phone", "no token"))
                .hasMessage("INVALID_ARGUMENT: token must be 64 to 200 hexadecimal characters.");
        assertThatThrownBy(() -> devices.registerDevice(RegisterDeviceRequest.getDefaultInstance()))
                .hasMessage("INVALID_ARGUMENT: device_id must be 1 to 64 characters of [A-Za-z0-9._-].");
        assertThatThrownBy(() -> devicesOf("no such:user"))
                .hasMessage("INVALID_ARGUMENT: user_id must be 1 to 64 characters of [A-Za-z0-9._@-].");
    }

    private static PushDevice device(String id) {
        return PushDevice.newBuilder()
                .setDeviceId(id)
                .setProvider(PushProvider.PUSH_PROVIDER_APNS)
                .setAppId("io.hongyan.app")
                .build();
    }
}
