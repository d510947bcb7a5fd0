package io.hongyan.push.send.vertx;

import io.hongyan.push.decision.Kind;
import io.hongyan.push.decision.Taken;
import io.hongyan.push.decision.Terms;
import io.hongyan.push.decision.Trigger;
import io.hongyan.push.send.Outgoing;
import io.hongyan.push.send.SendConfig;
import io.hongyan.push.send.Words;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes of a bundle what a provider is handed. */
@ApplicationScoped
class Parcels {

    private final Terms terms;
    private final SendConfig config;

    Parcels(Terms terms, SendConfig config) {
        this.terms = terms;
        this.config = config;
    }

    Outgoing of(Badged badged) {
        Taken last = badged.taken();
        Trigger trigger = last.trigger();
        return new Outgoing(
                trigger,
                words(badged),
                Objects.requireNonNull(last.target()), // without one, the alert was concluded
                badged.badge(),
                terms.usefulUntil(trigger),
                speaksOf(badged),
                read(badged));
    }

    private Words words(Badged badged) {
        Taken last = badged.taken();
        return switch (last.trigger().kind()) {
            case MESSAGE ->
                Words.of(
                        badged.bundle().lead().taken(),
                        badged.bundle().messages(Work::taken),
                        config.preview(),
                        config.placeholder().orElse(""));
            case CLEAR -> Words.NONE;
            case RECALL ->
                last.standing().screen().speaksOfThis() ? Words.recalled(last, config.preview()) : Words.NONE;
        };
    }

    private static Outgoing.SpeaksOf speaksOf(Badged badged) {
        boolean message = badged.taken().trigger().kind() == Kind.MESSAGE;
        long first = badged.all().stream()
                .mapToLong(work -> work.taken().trigger().seq())
                .min()
                .orElseThrow();
        return new Outgoing.SpeaksOf(first, message ? badged.bundle().messages(Work::taken) : 0);
    }

    /** The latest conversations first, as far as there is room. */
    private static SortedMap<String, Long> read(Badged badged) {
        SortedMap<String, Long> read = new TreeMap<>();
        if (badged.taken().trigger().kind() == Kind.CLEAR) {
            for (Work work : badged.all().reversed()) {
                Trigger trigger = work.taken().trigger();
                if (read.containsKey(trigger.conversationId()) || read.size() < Outgoing.READ_MAX) {
                    read.merge(trigger.conversationId(), trigger.seq(), Math::max);
                }
            }
        }
        return read;
    }
}
