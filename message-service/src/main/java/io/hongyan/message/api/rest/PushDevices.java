package io.hongyan.message.api.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer of {@link PushResource} about devices: the canonical JSON of {@code hongyan.push.v1.ListDevicesResponse}. This type
 * only describes it for OpenAPI; a test holds the two together.
 */
@Schema(name = "ListDevicesResponse", description = "A user's devices that can be alerted.")
record PushDevices(
        @Schema(required = true, description = "Latest registration first.")
        List<Device> devices) {

    /** One device, without its token. */
    @Schema(name = "PushDevice")
    record Device(
            @Schema(required = true, description = "The installation.")
            String deviceId,

            @Schema(
                    required = true,
                    description = "Who carries its alerts.",
                    enumeration = {
                        "PUSH_PROVIDER_APNS",
                        "PUSH_PROVIDER_FCM",
                        "PUSH_PROVIDER_WEB_PUSH",
                        "PUSH_PROVIDER_HOOK"
                    })
            String provider,

            @Schema(required = true, description = "The app.")
            String appId,

            @Schema(required = true, description = "When it registered, in milliseconds since 1970 UTC, as a string.")
            String registeredMs,

            @Schema(required = true, description = "For APNs: whether its token is of a development build.")
            boolean sandbox,

            @Schema(required = true, description = "The language that it speaks; empty if it did not say.")
            String language,

            @Schema(required = true, description = "For APNs: whether it has a token for calls.")
            boolean voip) {}
}
