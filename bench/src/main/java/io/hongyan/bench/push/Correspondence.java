package io.hongyan.bench.push;

import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.DeliveredMoved;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.events.v1.ReadMoved;
import io.hongyan.proto.push.v1.PushDecision;
import io.hongyan.proto.push.v1.PushKind;
import io.hongyan.proto.push.v1.PushOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one user is written by another: the events of their conversation as the sequencer would tell them, what was decided about
 * them, what the user's phone was sent, and whether that is right. Knows no clock and no network. From any thread.
 */
final class Correspondence {

    private static final String TEXT = "A message as long as most are, and nothing in it of any note.";

    /** A message, and what became of it. */
    private static final class Message {
        private final int unread;
        private final boolean measured;
        private long committedMs;
        private boolean deferred;
        private @Nullable UUID id;
        private @Nullable PushOutcome outcome;
        private @Nullable UUID toldWith;
        private long decidedMs;

        private Message(int unread, boolean measured) {
            this.unread = unread;
            this.measured = measured;
        }
    }

    private final String writer;
    private final String reader;
    private final boolean foreground;
    private final List<Message> messages = new ArrayList<>();
    private final List<Integer> unreadByRevision = new ArrayList<>();
    private final Map<UUID, List<Shown>> shown = new HashMap<>();
    private long readSeq;
    private long undecided;
    private long contradictions;
    private long wrongBadges;

    /**
     * Nothing was written yet.
     *
     * @param number which of all; no two have the same
     * @param foreground whether the reader has the app open, and confirms every message
     */
    Correspondence(int number, boolean foreground) {
        this.writer = "bench-%d-a".formatted(number);
        this.reader = "bench-%d-b".formatted(number);
        this.foreground = foreground;
    }

    String id() {
        return "d:" + writer + ":" + reader;
    }

    String reader() {
        return reader;
    }

    boolean foreground() {
        return foreground;
    }

    /** How many messages there are. */
    synchronized long head() {
        return messages.size();
    }

    /**
     * The next message.
     *
     * @param measured whether the time until its decision counts
     */
    synchronized Event says(long nowMs, boolean measured) {
        int unread = (int) (messages.size() + 1 - readSeq);
        messages.add(new Message(unread, measured));
        undecided++;
        return event(writer, unread, nowMs)
                .setSeq(messages.size())
                .setMessageSent(MessageSent.newBuilder()
                        .setContent(Content.newBuilder().setText(TEXT))
                        .setCountable(true))
                .build();
    }

    /** The reader's phone has shown all there is, in the foreground. */
    synchronized Event confirms(long nowMs) {
        return event(reader, (int) (messages.size() - readSeq), nowMs)
                .setDeliveredMoved(
                        DeliveredMoved.newBuilder().setSeq(messages.size()).setForeground(true))
                .build();
    }

    /** The reader has read all there is, on another device than the phone. */
    synchronized Event reads(long nowMs) {
        readSeq = messages.size();
        return event(reader, 0, nowMs)
                .setReadMoved(ReadMoved.newBuilder().setSeq(readSeq))
                .build();
    }

    private Event.Builder event(String actor, int unread, long nowMs) {
        unreadByRevision.add(unread);
        return Event.newBuilder()
                .setConversationId(id())
                .setRevision(unreadByRevision.size())
                .setHeadSeq(messages.size())
                .setTimeMs(nowMs)
                .setActor(Actor.newBuilder().setUserId(actor));
    }

    /** The exact number of unread messages at an event, or now if there is no such event yet. */
    synchronized long unread(long revision) {
        int known = unreadByRevision.size();
        int at = revision < 1 || revision > known ? known : (int) revision;
        return known == 0 ? 0 : unreadByRevision.get(at - 1);
    }

    /** A message is committed. */
    synchronized void committed(long seq, long atMs) {
        messages.get((int) seq - 1).committedMs = atMs;
    }

    /**
     * Something was decided about the reader's phone; once, or again by a record that stands in the topic twice.
     *
     * @return how many milliseconds after its commit a message was decided and sent, where that is measured and nothing was waited for
     */
    synchronized OptionalLong decided(PushDecision decision) {
        if (decision.getKind() != PushKind.PUSH_KIND_MESSAGE) {
            return OptionalLong.empty();
        }
        Message message = messages.get((int) decision.getSeq() - 1);
        if (decision.getOutcome() == PushOutcome.PUSH_OUTCOME_DEFERRED) {
            message.deferred = true;
            return OptionalLong.empty();
        }
        if (message.outcome != null) {
            contradictions += message.outcome == decision.getOutcome() ? 0 : 1;
            return OptionalLong.empty();
        }
        message.id = UUID.fromString(decision.getDecisionId());
        message.outcome = decision.getOutcome();
        undecided--;
        message.toldWith = decision.getToldWith().isEmpty() ? null : UUID.fromString(decision.getToldWith());
        message.decidedMs = decision.getTimeMs();
        boolean atOnce = message.outcome == PushOutcome.PUSH_OUTCOME_SENT && !message.deferred && message.measured;
        return atOnce && message.committedMs > 0
                ? OptionalLong.of(Math.max(0, message.decidedMs - message.committedMs))
                : OptionalLong.empty();
    }

    /** Apple took something for the reader's phone. */
    synchronized void shown(Shown alert) {
        if (alert.silent()) {
            wrongBadges += alert.badge() == 0 ? 0 : 1; // whoever reads reads all there is
            return;
        }
        boolean known = alert.seq() >= 1 && alert.seq() <= messages.size();
        wrongBadges += known && messages.get((int) alert.seq() - 1).unread == alert.badge() ? 0 : 1;
        shown.computeIfAbsent(alert.id(), _ -> new ArrayList<>(1)).add(alert);
    }

    /** How many messages have no final decision. */
    synchronized long undecided() {
        return undecided;
    }

    /** What is wrong, if nothing happens any more. */
    synchronized Findings findings() {
        Findings all = new Findings(0, 0, 0, 0, 0, wrongBadges, 0, 0, contradictions);
        for (int i = 0; i < messages.size(); i++) {
            all = all.plus(findings(messages.get(i), i + 1L));
        }
        return all;
    }

    private Findings findings(Message message, long seq) {
        List<Shown> told = Stream.of(Optional.ofNullable(message.id), Optional.ofNullable(message.toldWith))
                .flatMap(Optional::stream)
                .flatMap(id -> shown.getOrDefault(id, List.of()).stream())
                .toList();
        long latestMs = told.stream().mapToLong(Shown::atMs).max().orElse(0);
        boolean again = told.size() > 1;
        // Who records an alert has its answer: what was recorded before the last one was sent was known then.
        boolean hidden = again && message.decidedMs >= latestMs;
        return new Findings(
                1,
                message.outcome == null ? 0 : 1,
                told.isEmpty() ? 0 : 1,
                hidden ? told.size() - 1L : 0,
                again && !hidden ? told.size() - 1L : 0,
                0,
                foreground && !told.isEmpty() ? 1 : 0,
                !foreground && told.isEmpty() && seq > readSeq ? 1 : 0,
                0);
    }
}
