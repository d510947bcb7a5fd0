package io.hongyan.message.api.rest;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What {@link PushResource} says and takes about wishes: the canonical JSON of {@code hongyan.push.v1.GetPreferencesResponse} and
 * its parts. This type only describes it for OpenAPI; a test holds the two together.
 */
@Schema(name = "GetPreferencesResponse", description = "What a user wants of alerts.")
record PushWishes(
        @Schema(required = true, description = "In general.")
        Preferences preferences,

        @Schema(required = true, description = "Conversations with wishes of their own, by id, at most 500.")
        Map<String, Alerts> conversations) {

    private static final String POLICY =
            "PUSH_POLICY_ALL, PUSH_POLICY_MENTIONS (by one other person, or that mention the user), PUSH_POLICY_NONE.";

    /** In general. */
    @Schema(name = "PushPreferences", description = "What a user wants of alerts; what is left out is the default.")
    record Preferences(
            @Schema(description = POLICY) String policy,

            @Schema(description = "PUSH_PREVIEW_FULL, PUSH_PREVIEW_SENDER, PUSH_PREVIEW_NOTHING.")
            String preview,

            @Schema(description = "When alerts are not to come; left out: they may always.") @Nullable
            Quiet quietHours,

            @Schema(description = "True: a message that mentions the user comes even where the conversation is muted.")
            boolean mentionsBreakMute) {}

    /** When it is quiet. */
    @Schema(name = "QuietHours", description = "Hours of each day.")
    record Quiet(
            @Schema(required = true, description = "By its name in the IANA database, such as Asia/Shanghai.")
            String timeZone,

            @Schema(required = true, description = "Minutes since midnight, 0 to 1439.")
            int fromMinute,

            @Schema(required = true, description = "The same; a smaller one is on the next day.")
            int untilMinute,

            @Schema(description = "True: a message that mentions the user comes nevertheless.")
            boolean mentionsComeThrough) {}

    /** Of one conversation. */
    @Schema(name = "ConversationAlerts", description = "Empty: as the user's preferences say.")
    record Alerts(
            @Schema(description = POLICY) String policy,

            @Schema(
                    description =
                            "Until when there are none, in milliseconds since 1970 UTC, at most ten years ahead; a"
                                    + " string, or a number.")
            String mutedUntilMs) {}
}
