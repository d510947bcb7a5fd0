package io.hongyan.push.device.postgres;

import io.hongyan.proto.push.v1.PushDevice;
import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.push.device.Addresses;
import io.hongyan.push.device.Registration;
import io.hongyan.push.device.Target;
import io.hongyan.push.device.WebPushKeys;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The registered devices. A token has one device, a device one token; the latest registration of either wins. */
@ApplicationScoped
public class DeviceStore {

    private static final int LOCK_USERS = 1;
    private static final int LOCK_TOKENS = 2;
    private static final String PREFIX = "PUSH_PROVIDER_";

    /**
     * Registers a device; whoever had its token loses it.
     *
     * @return false if the user has as many devices as allowed, and nothing has changed
     */
    public Uni<Boolean> register(Registration registration, int perUserMax, Instant now) {
        // Always in this order: two registrations of one user, or of one token, take turns and never wait in a circle.
        return Panache.withTransaction(() -> lock(LOCK_USERS, registration.userId())
                .chain(() -> lockTokens(registration))
                .chain(() -> DeviceEntity.<DeviceEntity>findById(
                        new DeviceKey(registration.userId(), registration.deviceId())))
                .chain(known -> known == null ? add(registration, perUserMax, now) : renew(known, registration, now)));
    }

    /** Forgets a device, if it is known. */
    public Uni<Void> remove(String userId, String deviceId) {
        return Panache.withTransaction(() -> DeviceEntity.deleteById(new DeviceKey(userId, deviceId)))
                .replaceWithVoid();
    }

    /** Where a device is reached; empty if it is not registered. */
    public Uni<Optional<Addresses>> addresses(String userId, String deviceId) {
        return Panache.withSession(() -> DeviceEntity.<DeviceEntity>findById(new DeviceKey(userId, deviceId)))
                .map(found -> Optional.ofNullable(found).map(DeviceStore::toAddresses));
    }

    /** A user's devices, latest registration first. */
    public Uni<List<PushDevice>> list(String userId) {
        Sort latest = Sort.descending("registeredAt").and("deviceId");
        return Panache.withSession(() -> DeviceEntity.<DeviceEntity>list("userId", latest, userId))
                .map(found -> found.stream().map(DeviceStore::toMessage).toList());
    }

    private static Uni<Boolean> add(Registration registration, int perUserMax, Instant now) {
        return DeviceEntity.count("userId", registration.userId()).chain(count -> {
            if (count >= perUserMax) {
                return Uni.createFrom().item(false);
            }
            var device = new DeviceEntity();
            device.userId = registration.userId();
            device.deviceId = registration.deviceId();
            fill(device, registration, now);
            return takeTokens(registration).chain(device::persist).replaceWith(true);
        });
    }

    private static Uni<Boolean> renew(DeviceEntity known, Registration registration, Instant now) {
        return takeTokens(registration)
                .invoke(() -> fill(known, registration, now))
                .replaceWith(true);
    }

    /** At once, not with the changes that follow it: a token may be stored only once. */
    private static Uni<Integer> takeTokens(Registration registration) {
        Uni<Integer> voip = registration.voipToken() == null
                ? Uni.createFrom().item(0)
                : DeviceEntity.update(
                        "voipToken = null where voipToken = ?1 and not (userId = ?2 and deviceId = ?3)",
                        registration.voipToken(),
                        registration.userId(),
                        registration.deviceId());
        return takeToken(registration).chain(() -> voip);
    }

    private static Uni<Long> takeToken(Registration registration) {
        return DeviceEntity.delete(
                "provider = ?1 and token = ?2 and not (userId = ?3 and deviceId = ?4)",
                name(registration.provider()),
                registration.token(),
                registration.userId(),
                registration.deviceId());
    }

    private static void fill(DeviceEntity device, Registration registration, Instant now) {
        device.provider = name(registration.provider());
        device.appId = registration.appId();
        device.token = registration.token();
        device.sandbox = registration.sandbox();
        WebPushKeys keys = registration.webPush();
        device.webPushP256dh = keys == null ? null : keys.p256dh();
        device.webPushAuth = keys == null ? null : keys.auth();
        device.language = registration.language();
        device.voipToken = registration.voipToken();
        device.registeredAt = now;
    }

    /** In the order of their names, since what is one device's token for calls may be said to be another's for alerts. */
    private static Uni<Long> lockTokens(Registration registration) {
        String voip = registration.voipToken();
        return Stream.of(registration.token(), voip == null ? registration.token() : voip)
                .sorted()
                .map(token -> lock(LOCK_TOKENS, token))
                .reduce((one, next) -> one.chain(() -> next))
                .orElseThrow();
    }

    private static Uni<Long> lock(int kind, String name) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "SELECT count(*) FROM pg_advisory_xact_lock(?1, hashtext(?2))", Long.class)
                        .setParameter(1, kind)
                        .setParameter(2, name)
                        .getSingleResult());
    }

    private static Addresses toAddresses(DeviceEntity device) {
        byte[] p256dh = device.webPushP256dh;
        byte[] auth = device.webPushAuth;
        return new Addresses(
                new Target(
                        PushProvider.valueOf(PREFIX + device.provider),
                        device.appId,
                        device.token,
                        device.sandbox,
                        p256dh == null || auth == null ? null : new WebPushKeys(p256dh, auth),
                        device.registeredAt),
                device.voipToken);
    }

    private static PushDevice toMessage(DeviceEntity device) {
        return PushDevice.newBuilder()
                .setDeviceId(device.deviceId)
                .setProvider(PushProvider.valueOf(PREFIX + device.provider))
                .setAppId(device.appId)
                .setSandbox(device.sandbox)
                .setLanguage(device.language)
                .setRegisteredMs(device.registeredAt.toEpochMilli())
                .setVoip(device.voipToken != null)
                .build();
    }

    private static String name(PushProvider provider) {
        return provider.name().substring(PREFIX.length());
    }
}
