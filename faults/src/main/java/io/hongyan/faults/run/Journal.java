package io.hongyan.faults.run;

import io.hongyan.faults.oracle.Fact;
import io.hongyan.faults.oracle.Fact.Acked;
import io.hongyan.faults.oracle.Fact.Change;
import io.hongyan.faults.oracle.Look;
import io.hongyan.faults.oracle.Oracle;
import io.hongyan.faults.oracle.Terms;
import io.hongyan.faults.oracle.Verdict;
import io.hongyan.faults.oracle.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * What clients of a run did and were told, so far, each with its time; the oracle hears of it at once. Safe for several
 * threads. Grows with the run, which is bounded.
 */
final class Journal {

    private final long begunNanos = System.nanoTime();
    private final Oracle oracle;
    private final List<Fact> facts = new ArrayList<>();
    private final Map<String, Acked> firstAcks = new HashMap<>();
    private final Map<String, Boolean> edits = new HashMap<>(); // by content: whether it was made
    private final List<String> complaints = new ArrayList<>();
    private int sent;
    private int resent;
    private int acks;
    private int refusals;
    private int asks;
    private int done;
    private int alerts;

    Journal(Terms terms) {
        this.oracle = new Oracle(terms);
    }

    /** Writes a fact down, as of now. */
    synchronized void tell(LongFunction<Fact> atMs) {
        Fact fact = atMs.apply(nowMs());
        facts.add(fact);
        oracle.hear(fact);
        switch (fact) {
            case Fact.Sent it when it.editedSeq() != 0 -> edits.put(it.contentId(), false);
            case Fact.Sent _ -> sent++;
            case Fact.SentAgain _ -> resent++;
            case Acked ack -> {
                acks++;
                if (edits.computeIfPresent(ack.contentId(), (id, made) -> true) == null) {
                    firstAcks.putIfAbsent(ack.contentId(), ack);
                }
            }
            case Fact.Refused _, Fact.Denied _ -> refusals++;
            case Fact.Done _ -> done++;
            case Fact.Pushed _ -> alerts++;
            default -> {}
        }
    }

    /** A change is asked for. The number by which its answer is told. */
    synchronized int ask(String user, String conversation, Change change) {
        int ask = ++asks;
        tell(at -> new Fact.Asked(at, ask, user, conversation, change));
        return ask;
    }

    /** Something that must not happen, and that the oracle does not judge: a wait without end. */
    synchronized void complain(String sentence) {
        complaints.add(sentence);
    }

    /** Milliseconds since the run began. */
    long nowMs() {
        return (System.nanoTime() - begunNanos) / 1_000_000;
    }

    /** Lets the oracle look. */
    synchronized Verdict judge(LongFunction<Look> look) {
        return oracle.judge(look.apply(nowMs()));
    }

    /** What is wrong for good, so far. */
    synchronized List<Violation> standing() {
        return oracle.standing();
    }

    /** How many alerts must still come before those who sleep are woken. */
    synchronized long owedAlerts() {
        return oracle.owedAlerts();
    }

    /** Those alerts had time enough. */
    synchronized void alertsAreOver() {
        oracle.alertsAreOver();
    }

    synchronized Optional<Acked> firstAck(String contentId) {
        return Optional.ofNullable(firstAcks.get(contentId));
    }

    synchronized List<Fact> facts() {
        return List.copyOf(facts);
    }

    synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** How much there was so far. */
    synchronized Tally tally() {
        int edited = Collections.frequency(edits.values(), true);
        return new Tally(sent, firstAcks.size(), resent, edits.size(), edited, acks, asks, done, refusals, alerts);
    }
}
