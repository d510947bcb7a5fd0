package io.hongyan.client.inbox;

import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.ConversationSummary;
import io.hongyan.proto.client.v1.OwnChange;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The events of one conversation, in order and without holes from a floor on. Events that come early wait for those
 * before them; those that come twice are ignored. Deterministic; confined to one thread.
 *
 * <pre>
 *   … forgotten │ floor … have │ gap │ ahead … knownHead
 * </pre>
 */
final class Timeline {

    /** The first events of a new conversation that may still be underway when a later one is here. */
    private static final int UNDERWAY_MAX = 16;

    private final InboxLimits limits;
    private final Facts facts;
    private final NavigableMap<Long, ClientEvent> events = new TreeMap<>();
    private final NavigableMap<Long, ClientEvent> ahead = new TreeMap<>();
    private final UnreadCount unread;
    private final MentionCount mentions;
    private final Rewrites rewrites;

    private boolean started;
    private long have;
    private long knownHead;

    /** What became of inputs: shown in order, and earlier events that are different now. */
    record Advance(List<ClientEvent> shown, List<ClientEvent> rewritten) {}

    Timeline(String id, String me, InboxLimits limits) {
        this.limits = limits;
        this.facts = new Facts(id, me);
        this.unread = new UnreadCount(me, events);
        this.mentions = new MentionCount(me, events, unread, limits.mentionsMax());
        this.rewrites = new Rewrites(me, events);
    }

    /** Begins with what a store kept. */
    void restore(Conversation saved, List<ClientEvent> kept) {
        restartAt(saved.haveSeq() + 1);
        facts.restore(saved);
        kept.forEach(event -> events.put(event.getSeq(), event));
        unread.restore(saved, events.isEmpty() ? saved.haveSeq() + 1 : events.firstKey());
        mentions.restore(saved.mentions());
    }

    /** Takes what the server says of the conversation as a whole, and the events that came with it. */
    void adopt(ConversationSummary summary, List<ClientEvent> changes) {
        long head = summary.getHeadSeq();
        if (!started) {
            restartAt(changes.isEmpty() ? head + 1 : changes.getFirst().getSeq());
        } else if (summary.getFirstSeq() > have + 1) {
            restartAt(summary.getFirstSeq()); // what lies between happened while the user was not there
        } else if (head
                        - Math.max(
                                have, changes.isEmpty() ? 0 : changes.getLast().getSeq())
                > limits.gapMax()) {
            restartAt(head + 1);
        }
        unread.beginsAt(summary.getFirstSeq());
        facts.adopt(summary);
        events.tailMap(head, false).values().forEach(facts::bringOut); // what the summary could not know
        knownHead = Math.max(knownHead, head);
        changes.forEach(this::keepAhead);
        unread.state(head, summary.getReadSeq(), summary.getUnread(), have);
        mentions.state(head, summary.getMentionSeqsList(), summary.getUnreadMentions(), have);
    }

    /** Takes one event, whatever its order. */
    void offer(ClientEvent event) {
        boolean joining = event.getSeq() > have && facts.joins(event);
        if (!started || joining) {
            boolean hasPast = !joining && event.getSeq() > 1;
            restartAt(hasPast && mayHaveOvertaken(event) ? 1 : event.getSeq());
            if (hasPast) {
                doubt(); // only a summary knows it
            } else {
                unread.trust();
                mentions.trust();
                unread.beginsAt(event.getSeq());
            }
        }
        keepAhead(event);
    }

    private void doubt() {
        unread.doubt();
        mentions.doubt();
    }

    /** Two people may write to each other for the first time at once: then the ack of the one overtakes the other's message. */
    private boolean mayHaveOvertaken(ClientEvent event) {
        return facts.isPair() && event.getSeq() <= UNDERWAY_MAX;
    }

    /** Learns that an event exists. */
    void heardOf(long seq) {
        knownHead = Math.max(knownHead, seq);
    }

    /** Moves the user's cursor, forward only and, like the server, not beyond the head. True if it moved. */
    boolean read(long seq) {
        boolean moves = unread.read(Math.min(seq, knownHead));
        if (moves) {
            mentions.read(have);
        }
        return moves;
    }

    /** The user reads here, which takes a mark as unread away too. True if the server is to be told. */
    boolean readOrUnmark(long seq) {
        boolean moves = read(seq);
        return readSeq() > 0 && (facts.unmark() || moves);
    }

    /** What changed of the user's own, here or on another device. True if nothing before it is missing. */
    boolean adopt(OwnChange change) {
        if (change.hasReadSeq()) {
            heardOf(change.getReadSeq());
            read(change.getReadSeq());
        }
        if (change.hasUnread()) {
            unread.override(change.getUnread());
        }
        facts.adopt(change);
        if (change.hasArchivedSeq()) {
            events.tailMap(change.getArchivedSeq(), false).values().forEach(facts::bringOut);
        }
        // What came before it was muted or unmuted, and is not here yet, may have brought it out of the archive.
        boolean isClear = !change.hasMuted()
                || have >= change.getHeadSeq()
                || facts.arrangement().archivedSeq() == 0;
        return facts.follow(change.getOwnVersion()) && isClear;
    }

    /** The history that the user may see begins here. */
    void beginsAt(long first) {
        if (started && first > have + 1) {
            restartAt(first);
            unread.beginsAt(first);
            doubt();
        }
    }

    /** Moves everything that now follows without a hole from ahead into the timeline. */
    Advance advance() {
        List<ClientEvent> shown = new ArrayList<>();
        List<ClientEvent> rewritten = new ArrayList<>();
        ahead.headMap(have, true).clear();
        while (!ahead.isEmpty() && ahead.firstKey() == have + 1) {
            ClientEvent event = numbered(ahead.pollFirstEntry().getValue());
            have = event.getSeq();
            events.put(have, event);
            facts.apply(event);
            unread.follow(event);
            mentions.follow(event);
            rewritten.addAll(rewrites.apply(event));
            shown.add(event);
            unread.settle(have);
            mentions.settle(have);
        }
        while (events.size() > limits.eventsMax()) {
            unread.floorRises(events.pollFirstEntry().getKey() + 1);
        }
        return new Advance(shown, rewritten);
    }

    /** Own messages are made from their ack, which does not tell how many before them do not count. */
    private ClientEvent numbered(ClientEvent event) {
        ClientEvent before = events.get(event.getSeq() - 1);
        return event.getUncountable() == 0 && before != null && before.getUncountable() > 0
                ? event.toBuilder().setUncountable(before.getUncountable()).build()
                : event;
    }

    private void keepAhead(ClientEvent event) {
        heardOf(event.getSeq());
        if (event.getSeq() > have) {
            ahead.putIfAbsent(event.getSeq(), event);
            if (ahead.size() > limits.aheadMax()) {
                ahead.pollLastEntry(); // asked for again when the gap is filled
            }
        }
    }

    private void restartAt(long seq) {
        started = true;
        events.clear();
        have = seq - 1;
        heardOf(have);
        unread.restartAt(seq);
        mentions.restart();
    }

    Conversation view() {
        boolean left = facts.left();
        return facts.view(
                unread.firstSeq(),
                have,
                unread.readSeq(),
                left ? 0 : unread.value(have),
                left ? UnreadMentions.NONE : mentions.value(have));
    }

    Facts facts() {
        return facts;
    }

    /** Those kept, ascending and without holes. */
    List<ClientEvent> events() {
        return List.copyOf(events.values());
    }

    boolean hasGap() {
        return knownHead > have;
    }

    /** Whether a count needs a word from the server. */
    boolean isInexact() {
        return !(unread.isExact() && mentions.isExact()) && !facts.left();
    }

    /** True once each time that a count becomes inexact. */
    boolean becameInexact() {
        boolean ofUnread = unread.becameInexact();
        return (mentions.becameInexact() || ofUnread) && !facts.left();
    }

    long have() {
        return have;
    }

    long floor() {
        return unread.floor();
    }

    long knownHead() {
        return knownHead;
    }

    long readSeq() {
        return unread.readSeq();
    }
}
