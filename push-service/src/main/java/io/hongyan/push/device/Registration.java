package io.hongyan.push.device;

import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.proto.push.v1.RegisterDeviceRequest;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A device that wants to be alerted.
 *
 * @param userId whose
 * @param deviceId the installation, unique per user
 * @param provider who carries its alerts
 * @param appId the app: for APNs the bundle id, which is the topic
 * @param token the provider's token, in lower case
 */
public record Registration(String userId, String deviceId, PushProvider provider, String appId, String token) {

    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern APP = Pattern.compile("[A-Za-z0-9.-]{1,155}");
    private static final Pattern TOKEN = Pattern.compile("[0-9A-Fa-f]{64,200}");

    /** What is wrong with a request, as a sentence that names the field; null if nothing. */
    public static @Nullable String objection(RegisterDeviceRequest request) {
        String device = objection(request.getUserId(), request.getDeviceId());
        if (device != null) {
            return device;
        }
        if (request.getProvider() != PushProvider.PUSH_PROVIDER_APNS) {
            return "provider must be PUSH_PROVIDER_APNS.";
        }
        if (!APP.matcher(request.getAppId()).matches()) {
            return "app_id must be 1 to 155 characters of [A-Za-z0-9.-].";
        }
        return TOKEN.matcher(request.getToken()).matches() ? null : "token must be 64 to 200 hexadecimal characters.";
    }

    /** What is wrong with the name of a device, as a sentence that names the field; null if nothing. */
    public static @Nullable String objection(String userId, String deviceId) {
        if (!DEVICE.matcher(deviceId).matches()) {
            return "device_id must be 1 to 64 characters of [A-Za-z0-9._-].";
        }
        return objection(userId);
    }

    /** What is wrong with the name of a user, as a sentence that names the field; null if nothing. */
    public static @Nullable String objection(String userId) {
        return USER.matcher(userId).matches() ? null : "user_id must be 1 to 64 characters of [A-Za-z0-9._@-].";
    }

    /** Reads a request to which there is no objection. */
    public static Registration from(RegisterDeviceRequest request) {
        return new Registration(
                request.getUserId(),
                request.getDeviceId(),
                request.getProvider(),
                request.getAppId(),
                request.getToken().toLowerCase(Locale.ROOT));
    }

    /** Leaves out the token, which is as good as an address. */
    @Override
    public String toString() {
        return "Registration[userId=" + userId + ", deviceId=" + deviceId + ", provider=" + provider + ", appId="
                + appId + "]";
    }
}
