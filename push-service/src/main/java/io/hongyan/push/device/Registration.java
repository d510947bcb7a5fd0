package io.hongyan.push.device;

import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.proto.push.v1.RegisterDeviceRequest;
import java.util.IllformedLocaleException;
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
 * @param token the provider's token, for APNs in lower case; for Web Push the endpoint
 * @param sandbox for APNs: whether the token is of a development build
 * @param webPush for Web Push: the keys; null for others
 * @param language what it speaks: a tag of BCP 47; empty if it did not say
 * @param voipToken for APNs: the token for calls, in lower case; null if it has none
 */
public record Registration(
        String userId,
        String deviceId,
        PushProvider provider,
        String appId,
        String token,
        boolean sandbox,
        @Nullable WebPushKeys webPush,
        String language,
        @Nullable String voipToken) {

    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern APP = Pattern.compile("[A-Za-z0-9.-]{1,155}");
    private static final Pattern APNS_TOKEN = Pattern.compile("[0-9A-Fa-f]{64,200}");
    private static final Pattern FCM_TOKEN = Pattern.compile("[A-Za-z0-9_:.-]{1,1024}");
    private static final Pattern ENDPOINT = Pattern.compile("https://[!-~]{1,1016}");
    private static final int LANGUAGE_MAX = 35; // RFC 5646, 4.4.1
    private static final Pattern HOOK_TOKEN = Pattern.compile("[!-~]{1,1024}");

    /** One that takes no calls. */
    public Registration(
            String userId,
            String deviceId,
            PushProvider provider,
            String appId,
            String token,
            boolean sandbox,
            @Nullable WebPushKeys webPush,
            String language) {
        this(userId, deviceId, provider, appId, token, sandbox, webPush, language, null);
    }

    /** What is wrong with a request, as a sentence that names the field; null if nothing. */
    public static @Nullable String objection(RegisterDeviceRequest request) {
        String device = objection(request.getUserId(), request.getDeviceId());
        if (device != null) {
            return device;
        }
        if (!isLanguage(request.getLanguage())) {
            return "language must be a tag of BCP 47 such as zh-CN, at most 35 characters, or empty.";
        }
        String app = APP.matcher(request.getAppId()).matches()
                ? null
                : "app_id must be 1 to 155 characters of [A-Za-z0-9.-].";
        return switch (request.getProvider()) {
            case PUSH_PROVIDER_APNS -> app != null ? app : apnsObjection(request);
            case PUSH_PROVIDER_FCM ->
                app != null
                        ? app
                        : objection(FCM_TOKEN, request, "token must be 1 to 1024 characters of [A-Za-z0-9_:.-].");
            case PUSH_PROVIDER_WEB_PUSH -> app != null ? app : webPushObjection(request);
            case PUSH_PROVIDER_HOOK ->
                app != null
                        ? app
                        : objection(HOOK_TOKEN, request, "token must be 1 to 1024 printable characters, no spaces.");
            case PUSH_PROVIDER_UNSPECIFIED, UNRECOGNIZED ->
                "provider must be PUSH_PROVIDER_APNS, _FCM, _WEB_PUSH or _HOOK.";
        };
    }

    /** Of any language: which ones alerts are written in is another matter. */
    private static boolean isLanguage(String tag) {
        if (tag.isEmpty() || tag.length() > LANGUAGE_MAX) {
            return tag.isEmpty();
        }
        try {
            var unused = new Locale.Builder().setLanguageTag(tag).build();
            return true;
        } catch (IllformedLocaleException e) {
            return false;
        }
    }

    private static @Nullable String apnsObjection(RegisterDeviceRequest request) {
        String voip = request.getVoipToken();
        return voip.isEmpty() || APNS_TOKEN.matcher(voip).matches()
                ? objection(APNS_TOKEN, request, "token must be 64 to 200 hexadecimal characters.")
                : "voip_token must be 64 to 200 hexadecimal characters, or empty.";
    }

    private static @Nullable String webPushObjection(RegisterDeviceRequest request) {
        if (!keys(request).wellFormed()) {
            return "web_push must have p256dh, 65 bytes that begin with 4, and auth, 16 bytes.";
        }
        return objection(
                ENDPOINT, request, "token must be the subscription's endpoint: https, at most 1024 characters.");
    }

    private static @Nullable String objection(Pattern token, RegisterDeviceRequest request, String sentence) {
        return token.matcher(request.getToken()).matches() ? null : sentence;
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
        boolean apns = request.getProvider() == PushProvider.PUSH_PROVIDER_APNS;
        return new Registration(
                request.getUserId(),
                request.getDeviceId(),
                request.getProvider(),
                request.getAppId(),
                apns ? request.getToken().toLowerCase(Locale.ROOT) : request.getToken(),
                apns && request.getSandbox(),
                request.getProvider() == PushProvider.PUSH_PROVIDER_WEB_PUSH ? keys(request) : null,
                request.getLanguage(),
                apns && !request.getVoipToken().isEmpty()
                        ? request.getVoipToken().toLowerCase(Locale.ROOT)
                        : null);
    }

    private static WebPushKeys keys(RegisterDeviceRequest request) {
        return new WebPushKeys(
                request.getWebPush().getP256Dh().toByteArray(),
                request.getWebPush().getAuth().toByteArray());
    }

    /** Leaves out the token, which is as good as an address. */
    @Override
    public String toString() {
        return "Registration[userId=" + userId + ", deviceId=" + deviceId + ", provider=" + provider + ", appId="
                + appId + "]";
    }
}
