package io.hongyan.push.wake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.proto.push.v1.WakeKind;
import io.hongyan.proto.push.v1.WakeOutcome;
import io.hongyan.proto.push.v1.WakeRequest;
import io.hongyan.proto.push.v1.WakeResponse;
import io.hongyan.push.device.Addresses;
import io.hongyan.push.device.Registration;
import io.hongyan.push.device.Target;
import io.hongyan.push.send.Reply;
import io.hongyan.push.send.Wake;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads requests to wake an app, and says what came of them. */
public final class Waking {

    /** With its keys; more would not fit into a payload whatever characters it has. */
    static final int DATA_BYTES_MAX = 2048;

    private static final int KEY_MAX = 64;
    private static final Duration USEFUL_MAX = Duration.ofDays(1);
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Waking() {}

    /** What is wrong with a request, as a sentence that names the field; null if nothing. */
    public static @Nullable String objection(WakeRequest request) {
        String device = Registration.objection(request.getUserId(), request.getDeviceId());
        if (device != null) {
            return device;
        }
        if (request.getKind() != WakeKind.WAKE_KIND_BACKGROUND && request.getKind() != WakeKind.WAKE_KIND_VOIP) {
            return "kind must be WAKE_KIND_BACKGROUND or _VOIP.";
        }
        if (!ID.matcher(request.getWakeId()).matches()) {
            return "wake_id must be a UUID.";
        }
        if (Integer.toUnsignedLong(request.getUsefulForSeconds()) > USEFUL_MAX.toSeconds()) {
            return "useful_for_seconds must be 0 to 86400.";
        }
        return dataFits(request) ? null : "data must have keys of 1 to 64 characters, and 2048 bytes in all at most.";
    }

    private static boolean dataFits(WakeRequest request) {
        int bytes = request.getDataMap().entrySet().stream()
                .mapToInt(entry ->
                        entry.getKey().getBytes(UTF_8).length + entry.getValue().getBytes(UTF_8).length)
                .sum();
        return bytes <= DATA_BYTES_MAX
                && request.getDataMap().keySet().stream().allMatch(key -> !key.isEmpty() && key.length() <= KEY_MAX);
    }

    /** What is to be sent for a request to which there is no objection; empty if the device cannot be woken like that. */
    public static Optional<Wake> wake(WakeRequest request, Addresses addresses, Instant now) {
        Target alerts = addresses.alerts();
        boolean voip = request.getKind() == WakeKind.WAKE_KIND_VOIP;
        String token = voip ? addresses.voipToken() : alerts.token();
        return token == null || alerts.provider() != PushProvider.PUSH_PROVIDER_APNS
                ? Optional.empty()
                : Optional.of(new Wake(
                        voip ? Wake.Kind.VOIP : Wake.Kind.BACKGROUND,
                        UUID.fromString(request.getWakeId()),
                        alerts.appId(),
                        token,
                        alerts.sandbox(),
                        new TreeMap<>(request.getDataMap()),
                        usefulUntil(request, now)));
    }

    /** Now or never is a moment of the past, which Apple takes as "do not keep it". */
    private static Instant usefulUntil(WakeRequest request, Instant now) {
        return request.getUsefulForSeconds() == 0 ? Instant.EPOCH : now.plusSeconds(request.getUsefulForSeconds());
    }

    /** What the caller is answered. */
    public static WakeResponse answer(Reply reply) {
        return switch (reply) {
            case Reply.Accepted() -> answer(WakeOutcome.WAKE_OUTCOME_TAKEN);
            case Reply.TokenInvalid _ -> answer(WakeOutcome.WAKE_OUTCOME_TOKEN_INVALID);
            case Reply.Refused(String reason) -> answer(WakeOutcome.WAKE_OUTCOME_REFUSED, reason, Duration.ZERO);
            case Reply.Busy(String reason, Duration rest) -> answer(WakeOutcome.WAKE_OUTCOME_TRY_AGAIN, reason, rest);
            case Reply.Unavailable(String reason, Duration rest) ->
                answer(WakeOutcome.WAKE_OUTCOME_TRY_AGAIN, reason, rest);
            case Reply.PutBack(Reply.Why why, Duration rest) ->
                answer(WakeOutcome.WAKE_OUTCOME_TRY_AGAIN, why.name(), rest);
        };
    }

    /** An answer that says all by its outcome. */
    public static WakeResponse answer(WakeOutcome outcome) {
        return answer(outcome, "", Duration.ZERO);
    }

    private static WakeResponse answer(WakeOutcome outcome, String reason, Duration retryAfter) {
        return WakeResponse.newBuilder()
                .setOutcome(outcome)
                .setReason(reason)
                .setRetryAfterMs(retryAfter.toMillis())
                .build();
    }
}
