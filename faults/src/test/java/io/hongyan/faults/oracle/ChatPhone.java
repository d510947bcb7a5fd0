package io.hongyan.faults.oracle;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A device of somebody in a {@link Chat}. */
final class ChatPhone {

    final Reader reader;
    final Map<String, Long> have = new HashMap<>();
    final Map<String, PresenceState> told = new HashMap<>();
    final Set<String> recalled = new HashSet<>(); // "room#seq" of messages it must show as taken back
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

    boolean isForeground() {
        return up && !background;
    }
}
