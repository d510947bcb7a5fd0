package io.hongyan.push.decision;

import io.hongyan.proto.push.v1.PushPolicy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants of alerts, in general and in one conversation.
 *
 * @param policy of which messages
 * @param here of which messages of this conversation; unspecified: as {@code policy} says
 * @param mutedHereUntil until when there are none of this conversation; null if there is no such time
 * @param quietHours when there are none at all; null if there is no such time
 * @param mentionsBreakMute whether a message that mentions the user comes even where the conversation is muted
 */
public record Wishes(
        PushPolicy policy,
        PushPolicy here,
        @Nullable Instant mutedHereUntil,
        @Nullable QuietHours quietHours,
        boolean mentionsBreakMute) {

    /** Of somebody who has not said anything. */
    public static final Wishes UNSAID =
            new Wishes(PushPolicy.PUSH_POLICY_UNSPECIFIED, PushPolicy.PUSH_POLICY_UNSPECIFIED, null, null, false);

    /** Whether a message is of those that the user wants to be alerted of. */
    boolean want(Trigger message) {
        PushPolicy holds = here == PushPolicy.PUSH_POLICY_UNSPECIFIED ? policy : here;
        return switch (holds) {
            case PUSH_POLICY_UNSPECIFIED, PUSH_POLICY_ALL, UNRECOGNIZED -> true;
            case PUSH_POLICY_MENTIONS -> message.direct() || message.mentioned();
            case PUSH_POLICY_NONE -> false;
        };
    }

    /**
     * Whether a message is silenced by a mute.
     *
     * @param muted whether the conversation is muted until it is unmuted
     */
    boolean silence(Trigger message, boolean muted, Instant now) {
        boolean mutedForNow = mutedHereUntil != null && now.isBefore(mutedHereUntil);
        return (muted || mutedForNow) && !(message.mentioned() && mentionsBreakMute);
    }

    /** Until when a message has to wait because it is quiet; null if it does not. */
    @Nullable
    Instant quietUntil(Trigger message, Instant now) {
        return quietHours == null || (message.mentioned() && quietHours.mentionsComeThrough())
                ? null
                : quietHours.until(now);
    }
}
