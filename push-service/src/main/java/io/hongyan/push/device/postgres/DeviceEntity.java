package io.hongyan.push.device.postgres;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the table of devices. */
@Entity
@Table(name = "device")
@IdClass(DeviceKey.class)
public class DeviceEntity extends PanacheEntityBase {

    /** Whose. */
    @Id
    @Column(name = "user_id")
    public String userId;

    /** The installation, unique per user. */
    @Id
    @Column(name = "device_id")
    public String deviceId;

    /** Who carries its alerts, without the prefix of the contract's enum. */
    public String provider;

    /** The app. */
    @Column(name = "app_id")
    public String appId;

    /** The provider's token. */
    public String token;

    /** For APNs: whether the token is of a development build. */
    public boolean sandbox;

    /** For Web Push: the browser's public key. */
    @Column(name = "web_push_p256dh")
    public byte @Nullable [] webPushP256dh;

    /** For Web Push: the authentication secret. */
    @Column(name = "web_push_auth")
    public byte @Nullable [] webPushAuth;

    /** What it speaks: a tag of BCP 47; empty if it did not say. */
    public String language;

    /** For APNs: the token for calls, if it has one. */
    @Column(name = "voip_token")
    public @Nullable String voipToken;

    /** When it registered last. */
    @Column(name = "registered_at")
    public Instant registeredAt;
}
