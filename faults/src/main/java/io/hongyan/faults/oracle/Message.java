package io.hongyan.faults.oracle;

import org.jspecify.annotations.Nullable;

/** A message, or an edit of one, that somebody was to send, and what came of it so far. */
final class Message {

    private final Fact.Sent sent;
    private int attempts = 1;
    private int refusals;
    private Fact.@Nullable Acked ack;

    Message(Fact.Sent sent) {
        this.sent = sent;
    }

    Fact.Sent sent() {
        return sent;
    }

    void again() {
        attempts++;
    }

    void refused() {
        refusals++;
    }

    /** Whether no attempt is left of which it is unknown what became of it, and none succeeded. */
    boolean isRefused() {
        return ack == null && refusals >= attempts;
    }

    /** The first ack; null if there is none. */
    Fact.@Nullable Acked ack() {
        return ack;
    }

    void acked(Fact.Acked first) {
        ack = first;
    }
}
