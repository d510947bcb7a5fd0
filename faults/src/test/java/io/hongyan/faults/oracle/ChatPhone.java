package io.hongyan.faults.oracle;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A device of somebody in a {@link Chat}. */
final class ChatPhone {

    final Reader reader;
    final Map<String, Long> have = new HashMap<>();
    final Map<String, PresenceState> told = new HashMap<>();
    final Map<String, Set<Long>> touched = new TreeMap<>(); // messages it must show otherwise than they were sent
    boolean up;
    boolean background;
    int late;

    ChatPhone(Reader reader) {
        this.reader = reader;
    }

    String token() {
        return "token-" + reader;
    }

    String user() {
        return reader.user();
    }

    void shows(String room, Entry entry) {
        switch (entry.what()) {
            case Entry.What.Recalled(long target) -> touch(room, target);
            case Entry.What.Edited(long target, String _) -> {
                touch(room, target);
                touch(room, entry.seq());
            }
            case Entry.What.Reacted(long target, String _, boolean _) -> touch(room, target);
            default -> {} // is as it was sent
        }
    }

    private void touch(String room, long seq) {
        touched.computeIfAbsent(room, id -> new TreeSet<>()).add(seq);
    }

    boolean isForeground() {
        return up && !background;
    }
}
