package io.hongyan.push.send;

import io.hongyan.push.decision.Bundle;
import io.hongyan.push.decision.Kind;
import io.hongyan.push.decision.Taken;
import io.hongyan.push.decision.Terms;
import io.hongyan.push.decision.Trigger;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Makes of a bundle what a provider is handed.
 *
 * @param terms until when an alert is of use
 * @param most how much alerts may say here
 * @param placeholder what is shown where a message has no words; empty: in the device's language, that there is one
 */
public record Parcels(Terms terms, Preview most, String placeholder) {

    /** As a deployment wants it. */
    public static Parcels of(Terms terms, SendConfig config) {
        return new Parcels(terms, config.preview(), config.placeholder().orElse(""));
    }

    /**
     * The alert of a bundle.
     *
     * @param badge the badge that goes with it
     */
    public <T> Outgoing of(Bundle<T> bundle, Function<T, Taken> taken, long badge) {
        Taken last = taken.apply(bundle.last());
        Trigger trigger = last.trigger();
        return new Outgoing(
                trigger,
                words(bundle, taken),
                Objects.requireNonNull(last.target()), // without one, the alert was concluded
                badge,
                terms.usefulUntil(trigger),
                speaksOf(bundle, taken),
                read(bundle, taken));
    }

    private <T> Words words(Bundle<T> bundle, Function<T, Taken> taken) {
        Taken last = taken.apply(bundle.last());
        return switch (last.trigger().kind()) {
            case MESSAGE -> Words.of(taken.apply(bundle.lead()), bundle.messages(taken), most, placeholder);
            case CLEAR -> Words.NONE;
            case RECALL -> last.standing().screen().speaksOfThis() ? Words.recalled(last, most) : Words.NONE;
        };
    }

    private static <T> Outgoing.SpeaksOf speaksOf(Bundle<T> bundle, Function<T, Taken> taken) {
        boolean message = taken.apply(bundle.last()).trigger().kind() == Kind.MESSAGE;
        long first = bundle.all().stream()
                .mapToLong(one -> taken.apply(one).trigger().seq())
                .min()
                .orElseThrow();
        return new Outgoing.SpeaksOf(first, message ? bundle.messages(taken) : 0);
    }

    /** The latest conversations first, as far as there is room. */
    private static <T> SortedMap<String, Long> read(Bundle<T> bundle, Function<T, Taken> taken) {
        SortedMap<String, Long> read = new TreeMap<>();
        if (taken.apply(bundle.last()).trigger().kind() == Kind.CLEAR) {
            for (T one : bundle.all().reversed()) {
                Trigger trigger = taken.apply(one).trigger();
                if (read.containsKey(trigger.conversationId()) || read.size() < Outgoing.READ_MAX) {
                    read.merge(trigger.conversationId(), trigger.seq(), Math::max);
                }
            }
        }
        return read;
    }
}
