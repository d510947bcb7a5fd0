package io.hongyan.push.send;

import io.hongyan.push.decision.Notice;
import io.hongyan.push.decision.Trigger;
import io.hongyan.push.device.Target;
import java.time.Duration;
import java.time.Instant;

/**
 * An alert on its way to a provider.
 *
 * @param trigger what it is about; its decision id is the alert's id, the same on every attempt
 * @param notice what it says
 * @param target where it goes
 * @param badge the user's exact number of unread messages
 * @param usefulUntil when the provider is to give up
 */
public record Outgoing(Trigger trigger, Notice notice, Target target, long badge, Instant usefulUntil) {

    private static final int TITLE_BYTES_MAX = 512; // more is not seen on a locked phone, and would leave no room

    /** The first line: the group, or who writes. */
    public String title() {
        return Wording.cut(notice.groupName().isEmpty() ? notice.senderId() : notice.groupName(), TITLE_BYTES_MAX);
    }

    /** The second line: who writes in a group; empty for two people. */
    public String subtitle() {
        return notice.groupName().isEmpty() ? "" : notice.senderId();
    }

    /** What is said, or what stands for it where a message has no words. */
    public String body(String placeholder) {
        return notice.body().isEmpty() ? placeholder : notice.body();
    }

    /** For how long it is of use from now on: from zero to the longest that its provider keeps anything. */
    public Duration usefulFor(Instant now, Duration keptMax) {
        Duration useful = Duration.between(now, usefulUntil);
        if (useful.isNegative()) {
            return Duration.ZERO;
        }
        return useful.compareTo(keptMax) > 0 ? keptMax : useful;
    }

    /** The badge, as far as phones can count. */
    public int badgeShown() {
        return (int) Math.min(badge, Integer.MAX_VALUE);
    }
}
