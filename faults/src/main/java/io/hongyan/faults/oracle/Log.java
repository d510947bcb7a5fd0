package io.hongyan.faults.oracle;

import static java.util.Objects.requireNonNull;

import io.hongyan.faults.oracle.Entry.What;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One conversation as all readers together were told it. Events may become known in any order; members and counts follow
 * from them in the order of their numbers, as far as these are known without a hole: up to {@link #folded}.
 */
final class Log {

    private static final NavigableSet<Long> EMPTY = Collections.emptyNavigableSet();

    private final String conversation;
    private final Map<Long, Slot> slots = new HashMap<>();
    private final Map<String, Long> seqByContent = new HashMap<>();
    private final Map<Long, Long> takenBack = new HashMap<>(); // target to the recall of it
    private final Set<Long> emptied = new HashSet<>();
    private final Map<String, List<Span>> spans = new HashMap<>();
    private final Map<Long, Long> knownMs = new HashMap<>();
    private final Tally countable = new Tally();
    private final Map<String, Tally> countableBy = new HashMap<>();
    private final Map<String, NavigableSet<Long>> mentions = new HashMap<>(); // by whom: as messages were sent
    private boolean pair;
    private long head;
    private long knownHead;
    private long folded;

    Log(String conversation) {
        this.conversation = conversation;
    }

    String conversation() {
        return conversation;
    }

    /** A conversation of two has its members from the beginning. */
    void paired(String one, String other) {
        pair = true;
        spans.put(one, new ArrayList<>(List.of(new Span(1, Span.OPEN))));
        spans.put(other, new ArrayList<>(List.of(new Span(1, Span.OPEN))));
    }

    /**
     * Takes what a reader was told.
     *
     * @return the slot if its number is new, or what it says can be; null if that differs from what is known
     */
    @Nullable
    Slot tell(Entry entry, String source) {
        if (entry.what() instanceof What.Emptied) {
            emptied.add(entry.seq());
        }
        Slot slot = slots.get(entry.seq());
        if (slot == null) {
            slot = new Slot(entry, source);
            slots.put(entry.seq(), slot);
            head = Math.max(head, entry.seq());
            learn(entry);
            fold();
            return slot;
        }
        Entry known = slot.entry();
        if (known.isSameAs(entry) || (known.isOfSame(entry) && saysLess(entry.what(), known.what()))) {
            return slot;
        }
        if (known.isOfSame(entry) && saysLess(known.what(), entry.what())) {
            learn(entry);
            slot.fill(entry);
            return slot;
        }
        return null;
    }

    private void learn(Entry entry) {
        switch (entry.what()) {
            case What.Said said -> seqByContent.putIfAbsent(said.contentId(), entry.seq());
            case What.Edited edited
            when !edited.words().isEmpty() -> seqByContent.putIfAbsent(edited.words(), entry.seq());
            default -> {}
        }
    }

    /** Whether one is what the other is, but without what that says. */
    private static boolean saysLess(What one, What other) {
        return switch (other) {
            case What.Said _ -> one instanceof What.Emptied;
            case What.Edited edited -> !edited.words().isEmpty() && one.equals(new What.Edited(edited.targetSeq(), ""));
            default -> false;
        };
    }

    private void fold() {
        for (Slot next = slots.get(folded + 1); next != null; next = slots.get(folded + 1)) {
            folded++;
            Entry entry = next.entry();
            switch (entry.what()) {
                case What.Said said -> count(entry, said, 1);
                case What.Recalled(long target) -> takeBack(target, folded);
                case What.Created(Set<String> members) -> members.forEach(this::join);
                case What.Added(Set<String> users) -> users.forEach(this::join);
                case What.Removed(Set<String> users) -> users.forEach(this::leave);
                case What.Left _ -> leave(entry.user());
                case What.Emptied _, What.Edited _, What.Reacted _, What.Other _ -> {} // see Amendments
            }
        }
    }

    private void count(Entry entry, What.Said said, int change) {
        if (said.counts()) {
            countable.add(entry.seq(), change);
            countableBy.computeIfAbsent(entry.user(), user -> new Tally()).add(entry.seq(), change);
            String mentioned = ContentIds.mentioned(said.contentId());
            if (!mentioned.isEmpty()) {
                NavigableSet<Long> toThem = mentions.computeIfAbsent(mentioned, whom -> new TreeSet<>());
                boolean _ = change > 0 ? toThem.add(entry.seq()) : toThem.remove(entry.seq());
            }
        }
    }

    private void takeBack(long target, long by) {
        Slot slot = slots.get(target);
        if (target < by
                && takenBack.putIfAbsent(target, by) == null
                && slot != null
                && slot.entry().what() instanceof What.Said said) {
            count(slot.entry(), said, -1);
        }
    }

    private void join(String user) {
        List<Span> of = spans.computeIfAbsent(user, id -> new ArrayList<>());
        if (of.isEmpty() || !of.getLast().isOpen()) {
            of.add(new Span(folded, Span.OPEN));
        }
    }

    private void leave(String user) {
        List<Span> of = spans.computeIfAbsent(user, id -> new ArrayList<>());
        if (!of.isEmpty() && of.getLast().isOpen()) {
            of.set(of.size() - 1, new Span(of.getLast().joined(), folded));
        }
    }

    boolean isPair() {
        return pair;
    }

    /** Somebody knows since a time that there is an event with a number; later news of it change nothing. */
    void known(long seq, long atMs) {
        knownMs.putIfAbsent(seq, atMs);
        knownHead = Math.max(knownHead, seq);
    }

    /** Since when somebody knows of a number; null if nobody does. */
    @Nullable
    Long knownSince(long seq) {
        return knownMs.get(seq);
    }

    /** The highest number of which anybody knows, be it from an ack. */
    long knownHead() {
        return knownHead;
    }

    /** Whether a message that a user sees was taken back as far as that user is told: who left hears of no later recall. */
    boolean isTakenBackFor(String user, long seq) {
        Span span = visibleTo(user);
        return span != null && span.has(seq) && isTakenBack(seq) && recallOf(seq) <= span.left();
    }

    /** The number of the recall that took a message back; 0 if none did. */
    long recallOf(long seq) {
        return takenBack.getOrDefault(seq, 0L);
    }

    /** The number of the last event that anybody was told of; 0 if there is none. */
    long head() {
        return head;
    }

    /** Up to where all events are known. */
    long folded() {
        return folded;
    }

    @Nullable
    Slot at(long seq) {
        return slots.get(seq);
    }

    /** Where a content stands; 0 if nowhere. */
    long seqOf(String contentId) {
        return seqByContent.getOrDefault(contentId, 0L);
    }

    boolean isTakenBack(long seq) {
        return takenBack.containsKey(seq);
    }

    /** Numbers that some reader was told without their content. */
    Set<Long> emptied() {
        return emptied;
    }

    /** Everybody who ever was a member. */
    Set<String> users() {
        return spans.keySet();
    }

    /** A user's times as a member, in order. */
    List<Span> spansOf(String user) {
        return spans.getOrDefault(user, List.of());
    }

    /** What a user may see: the last time as a member; null if there was none. */
    @Nullable
    Span visibleTo(String user) {
        List<Span> of = spansOf(user);
        return of.isEmpty() ? null : of.getLast();
    }

    /** The last number that a user may see; 0 if none. */
    long endFor(String user) {
        Span span = visibleTo(user);
        return span == null ? 0 : Math.min(span.left(), head);
    }

    boolean wasMemberAt(String user, long seq) {
        return spansOf(user).stream().anyMatch(span -> span.has(seq));
    }

    /** Unread as it is defined: countable messages after the cursor, of others, not taken back, from since joined. */
    long unread(String user, long readSeq) {
        long from = countsAfter(user, readSeq);
        Tally own = countableBy.get(user);
        return countable.beyond(from) - (own == null ? 0 : own.beyond(from));
    }

    /** Those of them that spoke to the user by name, or to everyone, when they were sent. */
    List<Long> unreadMentions(String user, long readSeq) {
        long from = countsAfter(user, readSeq);
        return Stream.of(user, ContentIds.EVERYONE)
                .flatMap(whom -> mentions.getOrDefault(whom, EMPTY).tailSet(from, false).stream())
                .filter(seq -> !requireNonNull(slots.get(seq)).entry().user().equals(user))
                .sorted()
                .toList();
    }

    /** Nothing up to here counts for a user; nothing at all for who is no member. */
    private long countsAfter(String user, long readSeq) {
        Span span = visibleTo(user);
        return span == null || !span.isOpen() ? head : Math.max(readSeq, span.joined() - 1);
    }
}
