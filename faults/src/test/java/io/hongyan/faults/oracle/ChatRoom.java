package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Entry.What;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A conversation on a server that does everything right, in the plainest way. */
final class ChatRoom {

    private static final long START_MS = 1_764_021_600_000L;

    final String id;
    final boolean group;
    final List<Entry> log = new ArrayList<>(); // as history has it: without what was taken back
    private final List<Entry> told = new ArrayList<>(); // as it happened
    final Set<String> members = new HashSet<>();
    final Map<String, Long> cursors = new HashMap<>();
    final Set<String> muted = new HashSet<>();
    final Set<String> blockers = new HashSet<>();
    final Map<String, Entry> receipts = new HashMap<>();
    private final Map<Long, Map<String, Set<String>>> reactions = new HashMap<>(); // by message and emoji: whose
    private final Map<String, Long> joined = new LinkedHashMap<>();
    private final Map<String, Long> left = new HashMap<>();

    ChatRoom(String id, boolean group) {
        this.id = id;
        this.group = group;
    }

    void pair(String one, String other) {
        for (String user : List.of(one, other)) {
            members.add(user);
            joined.put(user, 1L);
        }
    }

    Entry happens(long nowMs, String user, What what) {
        var entry = new Entry(log.size() + 1L, START_MS + nowMs, user, what);
        log.add(entry);
        told.add(entry);
        switch (what) {
            case What.Created(Set<String> users) -> users.forEach(who -> join(who, entry.seq()));
            case What.Added(Set<String> users) -> users.forEach(who -> join(who, entry.seq()));
            case What.Removed(Set<String> users) -> users.forEach(who -> leave(who, entry.seq()));
            case What.Left _ -> leave(user, entry.seq());
            case What.Recalled(long target) -> {
                put(target, new What.Emptied(), State.NONE);
                forgetEdits(target, Long.MAX_VALUE);
            }
            case What.Said said -> receipts.put(said.contentId(), entry);
            case What.Edited(long target, String words) -> {
                receipts.put(words, entry);
                put(target, at(target).what(), new State(words, entry.seq(), Map.of(), 0));
                forgetEdits(target, entry.seq());
            }
            case What.Reacted reacted -> react(entry, reacted);
            case What.Emptied _, What.Other _ -> {}
        }
        return entry;
    }

    Entry at(long seq) {
        return log.get((int) seq - 1);
    }

    private void put(long seq, What what, State state) {
        log.set((int) seq - 1, new Entry(seq, at(seq).timeMs(), at(seq).user(), what, state));
    }

    private void forgetEdits(long target, long before) {
        log.replaceAll(entry ->
                entry.seq() < before && entry.what() instanceof What.Edited edited && edited.targetSeq() == target
                        ? new Entry(entry.seq(), entry.timeMs(), entry.user(), new What.Edited(target, ""))
                        : entry);
    }

    private void react(Entry entry, What.Reacted reacted) {
        Set<String> users = reactions
                .computeIfAbsent(reacted.targetSeq(), seq -> new TreeMap<>())
                .computeIfAbsent(reacted.emoji(), emoji -> new HashSet<>());
        boolean _ = reacted.present() ? users.add(entry.user()) : users.remove(entry.user());
    }

    boolean reacts(String user, long seq, String emoji) {
        return reactions
                .getOrDefault(seq, Map.of())
                .getOrDefault(emoji, Set.of())
                .contains(user);
    }

    /** Who left sees what was so then, but for what was taken back. */
    private Entry seenBy(String user, Entry entry) {
        long until = last(user);
        return switch (entry.what()) {
            case What.Edited(long target, String _) -> {
                boolean says =
                        target >= first(user) && message(target) != null && lastEdit(target, until) == entry.seq();
                yield new Entry(
                        entry.seq(),
                        entry.timeMs(),
                        entry.user(),
                        new What.Edited(target, says ? words(entry.seq()) : ""));
            }
            case What.Said _ ->
                new Entry(entry.seq(), entry.timeMs(), entry.user(), entry.what(), state(entry.seq(), user, until));
            default -> entry;
        };
    }

    private State state(long message, String user, long until) {
        long edit = lastEdit(message, until);
        Map<String, Set<String>> users = new HashMap<>();
        long last = 0;
        for (Entry entry : told.subList(0, (int) until)) {
            if (entry.what() instanceof What.Reacted(long target, String emoji, boolean present) && target == message) {
                Set<String> of = users.computeIfAbsent(emoji, absent -> new HashSet<>());
                boolean _ = present ? of.add(entry.user()) : of.remove(entry.user());
                last = entry.seq();
            }
        }
        Map<String, State.Reaction> counted = new HashMap<>();
        users.forEach((emoji, of) -> {
            if (!of.isEmpty()) {
                counted.put(emoji, new State.Reaction(of.size(), of.contains(user)));
            }
        });
        return new State(words(edit == 0 ? message : edit), edit, counted, last);
    }

    private long lastEdit(long message, long until) {
        return told.subList(0, (int) until).stream()
                .filter(entry -> entry.what() instanceof What.Edited edited && edited.targetSeq() == message)
                .mapToLong(Entry::seq)
                .max()
                .orElse(0);
    }

    private String words(long seq) {
        return switch (told.get((int) seq - 1).what()) {
            case What.Said said -> said.contentId();
            case What.Edited edited -> edited.words();
            default -> "";
        };
    }

    private void join(String user, long seq) {
        members.add(user);
        joined.put(user, seq);
        left.remove(user);
    }

    private void leave(String user, long seq) {
        members.remove(user);
        left.put(user, seq);
    }

    boolean knows(String user) {
        return joined.containsKey(user) && last(user) > 0;
    }

    long first(String user) {
        return joined.getOrDefault(user, Long.MAX_VALUE);
    }

    long last(String user) {
        return joined.containsKey(user) ? left.getOrDefault(user, (long) log.size()) : 0;
    }

    /** What a user may see beyond a number. */
    List<Entry> visible(String user, long beyond) {
        return log.stream()
                .filter(entry -> entry.seq() > beyond && entry.seq() >= first(user) && entry.seq() <= last(user))
                .map(entry -> seenBy(user, entry))
                .toList();
    }

    @Nullable
    Entry message(long seq) {
        return seq >= 1 && seq <= log.size() && at(seq).what() instanceof What.Said ? at(seq) : null;
    }

    long unread(String user) {
        return unreadEntries(user).size();
    }

    List<Long> unreadMentions(String user) {
        return unreadEntries(user).stream()
                .filter(entry -> entry.what() instanceof What.Said said
                        && (said.contentId().contains("@*") || said.contentId().contains("@" + user)))
                .map(Entry::seq)
                .toList();
    }

    private List<Entry> unreadEntries(String user) {
        long cursor = cursors.getOrDefault(user, 0L);
        return !members.contains(user)
                ? List.of()
                : visible(user, cursor).stream()
                        .filter(entry -> entry.what() instanceof What.Said said && said.counts())
                        .filter(entry -> !entry.user().equals(user))
                        .toList();
    }
}
