package io.hongyan.faults.run;

import io.hongyan.faults.oracle.Evidence.Acked;
import io.hongyan.faults.oracle.Evidence.Cursor;
import io.hongyan.faults.oracle.Evidence.RecallAcked;
import io.hongyan.faults.oracle.Evidence.Sent;
import io.hongyan.proto.client.v1.Ack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What clients of a run did and were told, so far. Safe for several threads. Grows with the run, which is bounded. */
final class Journal {

    private final List<Sent> sent = new ArrayList<>();
    private final List<Acked> acks = new ArrayList<>();
    private final Map<String, Acked> firstAcks = new HashMap<>();
    private final List<RecallAcked> recalls = new ArrayList<>();
    private final List<Cursor> told = new ArrayList<>();
    private final List<Cursor> reads = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private int resent;

    synchronized void sent(String user, String conversation, String contentId) {
        sent.add(new Sent(user, conversation, contentId));
    }

    synchronized void resent() {
        resent++;
    }

    synchronized void acked(String user, String conversation, String contentId, Ack ack) {
        if (!ack.getConversationId().equals(conversation)) {
            complaints.add("%s sent %s to %s, and the ack is for %s."
                    .formatted(user, contentId, conversation, ack.getConversationId()));
        }
        var acked = new Acked(user, conversation, contentId, ack.getSeq(), ack.getTimeMs());
        acks.add(acked);
        firstAcks.putIfAbsent(contentId, acked);
    }

    synchronized void recalled(String user, String conversation, long target, Ack ack) {
        recalls.add(new RecallAcked(user, conversation, target, ack.getSeq()));
    }

    synchronized void read(String user, String conversation, long seq) {
        reads.add(new Cursor(user, conversation, seq));
    }

    synchronized void told(String user, String conversation, long readSeq) {
        told.add(new Cursor(user, conversation, readSeq));
    }

    /** Something that must not happen, and that the oracle does not judge: a refusal, a wait without end. */
    synchronized void complain(String sentence) {
        complaints.add(sentence);
    }

    synchronized Optional<Acked> firstAck(String contentId) {
        return Optional.ofNullable(firstAcks.get(contentId));
    }

    synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    synchronized List<Acked> acks() {
        return List.copyOf(acks);
    }

    synchronized List<RecallAcked> recalls() {
        return List.copyOf(recalls);
    }

    synchronized List<Cursor> told() {
        return List.copyOf(told);
    }

    synchronized List<Cursor> reads() {
        return List.copyOf(reads);
    }

    synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Counts, in a line. */
    synchronized String summary() {
        return "%d messages sent, %d of them acknowledged, %d resends asked for, %d acks in all, %d recalls, %d readings"
                .formatted(sent.size(), firstAcks.size(), resent, acks.size(), recalls.size(), reads.size());
    }
}
