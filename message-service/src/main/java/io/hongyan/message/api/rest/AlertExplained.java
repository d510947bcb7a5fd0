package io.hongyan.message.api.rest;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@link PushResource} about what devices would be told: the canonical JSON of {@code
 * hongyan.push.v1.ExplainAlertResponse}. This type only describes it for OpenAPI; a test holds the two together.
 */
@Schema(name = "ExplainAlertResponse", description = "What devices would be told of a message if it came in now.")
record AlertExplained(
        @Schema(required = true, description = "The moment, in milliseconds since 1970 UTC, as a string.")
        String timeMs,

        @Schema(
                required = true,
                description = "Why nothing is ever decided about this user and message; then there are no devices.",
                enumeration = {"NO_ALERT_UNSPECIFIED", "NO_ALERT_OWN_MESSAGE", "NO_ALERT_SILENT_MESSAGE"})
        String noAlert,

        @Schema(required = true, description = "By id; none if none can be alerted.")
        List<Device> devices) {

    /** One device. */
    @Schema(name = "AlertExplanation")
    record Device(
            @Schema(required = true, description = "The device.")
            String deviceId,

            @Schema(required = true, description = "The alert's id, in decisions and in the payload.")
            String decisionId,

            @Schema(required = true, description = "What would be decided first, such as PUSH_OUTCOME_DEFERRED.")
            String outcome,

            @Schema(required = true, description = "Why, such as PUSH_REASON_QUIET_HOURS.")
            String reason,

            @Schema(required = true, description = "Until when, in milliseconds since 1970 UTC, as a string; or 0.")
            String untilMs,

            @Schema(
                    required = true,
                    description = "Everything that speaks against the alert, in the order of the rules.")
            List<Obstacle> obstacles,

            @Schema(
                    description =
                            "What the device would be handed if nothing spoke against it; missing if nobody carries the"
                                    + " alerts of its app.")
            @Nullable
            Rendered alert,

            @Schema(
                    required = true,
                    description =
                            "Why its provider takes nothing just now: resting or limited; empty if nothing is known.")
            String putBack,

            @Schema(required = true, description = "For how long at least, in milliseconds, as a string.")
            String putBackMs) {}

    /** What speaks against an alert. */
    @Schema(name = "AlertObstacle")
    record Obstacle(
            @Schema(required = true, description = "What would be decided because of it.")
            String outcome,

            @Schema(required = true, description = "What it is.")
            String reason,

            @Schema(
                    required = true,
                    description = "When it is over, in milliseconds since 1970 UTC, as a string; or 0.")
            String untilMs) {}

    /** What would be handed over. */
    @Schema(name = "RenderedAlert", description = "An alert as its provider would be handed it, without the address.")
    record Rendered(
            @Schema(required = true, description = "Who carries it, such as PUSH_PROVIDER_APNS.")
            String provider,

            @Schema(required = true, description = "The app.")
            String appId,

            @Schema(required = true, description = "For APNs: whether it goes to Apple's sandbox.")
            boolean sandbox,

            @Schema(required = true, description = "The language that the device asked for; may be empty.")
            String language,

            @Schema(required = true, description = "How much it says, such as PUSH_PREVIEW_SENDER.")
            String preview,

            @Schema(required = true, description = "The first line; may be empty.")
            String title,

            @Schema(required = true, description = "The second line; may be empty.")
            String subtitle,

            @Schema(required = true, description = "What it says, before it is cut to what its provider takes.")
            String body,

            @Schema(required = true, description = "The badge, as a string.")
            String badge,

            @Schema(required = true, description = "Of how many messages it speaks.")
            int messages,

            @Schema(
                    required = true,
                    description = "Until when it is of use, in milliseconds since 1970 UTC, as a string.")
            String usefulUntilMs,

            @Schema(required = true, description = "What goes beside the payload, by the provider's names.")
            Map<String, String> headers,

            @Schema(required = true, description = "The payload, JSON in a string, without the device's token.")
            String payload) {}
}
