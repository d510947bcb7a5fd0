package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.Evidence.Timeline;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What each conversation is, according to the archive: where readers were told different things of a number, the first
 * one's word is taken here, and {@link HistoryChecks} reports the others.
 */
final class Model {

    private final Map<String, NavigableMap<Long, Entry>> conversations = new TreeMap<>();
    private final Map<String, Map<String, Long>> seqByContent = new HashMap<>();
    private final Map<String, Set<Long>> takenBack = new HashMap<>();

    private Model() {}

    static Model of(Evidence evidence) {
        var model = new Model();
        for (Timeline history : evidence.histories()) {
            history.entries().forEach(entry -> model.add(history.conversation(), entry));
        }
        return model;
    }

    private void add(String conversation, Entry entry) {
        Entry known = conversations
                .computeIfAbsent(conversation, id -> new TreeMap<>())
                .putIfAbsent(entry.seq(), entry);
        if (known == null) {
            switch (entry.what()) {
                case What.Said(String contentId) ->
                    seqByContent
                            .computeIfAbsent(conversation, id -> new HashMap<>())
                            .putIfAbsent(contentId, entry.seq());
                case What.Recalled(long target) ->
                    takenBack
                            .computeIfAbsent(conversation, id -> new HashSet<>())
                            .add(target);
                case What.Emptied _, What.Other _ -> {}
            }
        }
    }

    /** The events of a conversation by number; empty if nobody could read any. */
    NavigableMap<Long, Entry> events(String conversation) {
        return conversations.getOrDefault(conversation, new TreeMap<>());
    }

    /** The conversations in which something happened. */
    Set<String> conversations() {
        return conversations.keySet();
    }

    /** The number of the last event; 0 if there is none. */
    long head(String conversation) {
        NavigableMap<Long, Entry> events = events(conversation);
        return events.isEmpty() ? 0 : events.lastKey();
    }

    /** The event of a number, if there is one. */
    @Nullable
    Entry at(String conversation, long seq) {
        return events(conversation).get(seq);
    }

    /** Where a content stands; 0 if nowhere. */
    long seqOf(String conversation, String contentId) {
        return seqByContent.getOrDefault(conversation, Map.of()).getOrDefault(contentId, 0L);
    }

    /** Whether the message with a number was taken back. */
    boolean isTakenBack(String conversation, long seq) {
        return takenBack.getOrDefault(conversation, Set.of()).contains(seq);
    }

    /** Unread as it is defined: messages after the cursor, not the user's own, not taken back. */
    long unread(String conversation, String user, long readSeq) {
        return events(conversation).tailMap(readSeq, false).values().stream()
                .filter(entry -> entry.what() instanceof What.Said)
                .filter(entry -> !entry.user().equals(user))
                .filter(entry -> !isTakenBack(conversation, entry.seq()))
                .count();
    }
}
