package io.hongyan.push.send;

import io.hongyan.push.decision.Kind;
import io.hongyan.push.decision.Trigger;
import io.hongyan.push.device.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An alert on its way to a provider.
 *
 * @param trigger what it is about; its decision id is the alert's id, the same on every attempt
 * @param words what it says; {@link Words#NONE} if it is silent
 * @param target where it goes
 * @param badge the user's exact number of unread messages
 * @param usefulUntil when the provider is to give up
 * @param speaksOf the messages that it speaks of
 * @param read where the user's cursors are in conversations that were read elsewhere, for silent ones, at most
 *     {@link #READ_MAX}
 */
public record Outgoing(
        Trigger trigger,
        Words words,
        Target target,
        long badge,
        Instant usefulUntil,
        SpeaksOf speaksOf,
        SortedMap<String, Long> read) {

    /** More conversations do not go with one silent alert: the badge is right nevertheless. */
    public static final int READ_MAX = 20;

    /**
     * Messages of a conversation.
     *
     * @param firstSeq the first one that no earlier alert spoke of
     * @param number how many; {@code Bundle.MESSAGES_MAX} means that many or more; 0 for silent ones
     */
    public record SpeaksOf(long firstSeq, int number) {}

    /** Of one message. */
    public Outgoing(Trigger trigger, Words words, Target target, long badge, Instant usefulUntil) {
        this(trigger, words, target, badge, usefulUntil, new SpeaksOf(trigger.seq(), 1), new TreeMap<>());
    }

    /** Whether it shows nothing. */
    public boolean silent() {
        return words.equals(Words.NONE);
    }

    /** Whether it is to be heard and felt: neither what is silent nor what only replaces words is. */
    public boolean disturbs() {
        return trigger.kind() == Kind.MESSAGE;
    }

    /** The kind by the name that apps see: {@code message}, {@code clear} or {@code recall}. */
    public String kindName() {
        return trigger.kind().name().toLowerCase(Locale.ROOT);
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
