package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.Evidence.Acked;
import io.hongyan.faults.oracle.Evidence.Count;
import io.hongyan.faults.oracle.Evidence.Counts;
import io.hongyan.faults.oracle.Evidence.Cursor;
import io.hongyan.faults.oracle.Evidence.RecallAcked;
import io.hongyan.faults.oracle.Evidence.Sent;
import io.hongyan.faults.oracle.Evidence.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A chat that went well, and what its clients were told. Everybody has a phone, which shows each event as it happens, and a
 * tablet, which shows everything at the end.
 */
final class Chat {

    static final String GROUP = "g:all";
    static final String PAIR = "d:ann:ben";
    static final Map<String, Set<String>> MEMBERS =
            Map.of(GROUP, Set.of("ann", "ben", "cai"), PAIR, Set.of("ann", "ben"));

    private static final long START_MS = 1_764_021_600_000L;

    private final Map<String, List<Entry>> logs = new LinkedHashMap<>();
    private final Map<String, List<Entry>> asItHappened = new LinkedHashMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<Acked> acks = new ArrayList<>();
    private final List<RecallAcked> recalls = new ArrayList<>();
    private final List<Cursor> reads = new ArrayList<>();

    Chat() {
        logs.put(GROUP, new ArrayList<>());
        asItHappened.put(GROUP, new ArrayList<>());
        happens(GROUP, "ann", new What.Other("GROUP_CREATED"));
    }

    /** Enough of everything for each kind of corruption to have something to corrupt. */
    static Chat withABitOfEverything() {
        var chat = new Chat();
        chat.say("ann", GROUP);
        chat.say("ben", GROUP);
        chat.say("ann", PAIR);
        chat.say("ben", PAIR);
        chat.resend(0);
        chat.read("ben", GROUP, 2);
        chat.say("ann", GROUP);
        chat.recall(GROUP, 4);
        chat.say("cai", GROUP);
        chat.say("ann", GROUP);
        return chat;
    }

    Chat say(String user, String conversation) {
        if (MEMBERS.getOrDefault(conversation, Set.of()).contains(user)) {
            String contentId = "m" + sent.size();
            sent.add(new Sent(user, conversation, contentId));
            Entry entry = happens(conversation, user, new What.Said(contentId));
            acks.add(new Acked(user, conversation, contentId, entry.seq(), entry.timeMs()));
        }
        return this;
    }

    Chat resend(int ack) {
        acks.add(acks.get(ack % acks.size()));
        return this;
    }

    Chat recall(String conversation, long seq) {
        List<Entry> log = logs.getOrDefault(conversation, List.of());
        if (seq <= log.size() && log.get((int) seq - 1).what() instanceof What.Said) {
            Entry said = log.get((int) seq - 1);
            log.set((int) seq - 1, new Entry(seq, said.timeMs(), said.user(), new What.Emptied()));
            Entry entry = happens(conversation, said.user(), new What.Recalled(seq));
            recalls.add(new RecallAcked(said.user(), conversation, seq, entry.seq()));
        }
        return this;
    }

    Chat read(String user, String conversation, long seq) {
        if (MEMBERS.getOrDefault(conversation, Set.of()).contains(user)) {
            int head = logs.getOrDefault(conversation, List.of()).size();
            reads.add(new Cursor(user, conversation, Math.min(seq, head)));
        }
        return this;
    }

    private Entry happens(String conversation, String user, What what) {
        List<Entry> log = logs.computeIfAbsent(conversation, id -> new ArrayList<>());
        var entry = new Entry(log.size() + 1, START_MS + log.size(), user, what);
        log.add(entry);
        asItHappened.computeIfAbsent(conversation, id -> new ArrayList<>()).add(entry);
        return entry;
    }

    /** What all that leads to, in lists that can be falsified. */
    Evidence evidence() {
        List<Timeline> histories = new ArrayList<>();
        List<Timeline> shown = new ArrayList<>();
        List<Counts> counts = new ArrayList<>();
        for (String user : List.of("ann", "ben", "cai")) {
            Map<String, Count> conversations = new LinkedHashMap<>();
            logs.forEach((conversation, log) -> {
                if (MEMBERS.getOrDefault(conversation, Set.of()).contains(user)) {
                    histories.add(new Timeline(asker(user), conversation, new ArrayList<>(log)));
                    shown.add(new Timeline(
                            new Reader(user, "phone"),
                            conversation,
                            new ArrayList<>(asItHappened.getOrDefault(conversation, List.of()))));
                    shown.add(new Timeline(new Reader(user, "tablet"), conversation, new ArrayList<>(log)));
                    conversations.put(conversation, count(user, conversation, log));
                }
            });
            long total =
                    conversations.values().stream().mapToLong(Count::unread).sum();
            for (String device : List.of("asker", "phone", "tablet")) {
                counts.add(new Counts(new Reader(user, device), new LinkedHashMap<>(conversations), total));
            }
        }
        return new Evidence(
                MEMBERS,
                Set.of(
                        new Reader("ann", "phone"),
                        new Reader("ben", "phone"),
                        new Reader("ben", "tablet"),
                        new Reader("cai", "phone")),
                sent,
                acks,
                recalls,
                histories,
                shown,
                counts,
                new ArrayList<>(reads),
                reads);
    }

    private Count count(String user, String conversation, List<Entry> log) {
        long cursor = reads.stream()
                .filter(read -> read.user().equals(user) && read.conversation().equals(conversation))
                .mapToLong(Cursor::readSeq)
                .max()
                .orElse(0);
        long unread = 0;
        for (Entry entry : log.subList((int) cursor, log.size())) {
            unread += entry.what() instanceof What.Said && !entry.user().equals(user) ? 1 : 0;
        }
        return new Count(cursor, unread);
    }

    private static Reader asker(String user) {
        return new Reader(user, "asker");
    }
}
