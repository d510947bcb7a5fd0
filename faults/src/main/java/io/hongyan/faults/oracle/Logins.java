package io.hongyan.faults.oracle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * When devices were logging in. A session is announced before its login is answered: others may be told of it even if the login then
 * takes long, or is given up.
 */
final class Logins {

    private static final int REMEMBERED_MAX = 100; // of each user

    private final Map<Reader, Long> underWay = new HashMap<>();
    private final Map<String, Deque<Login>> ended = new HashMap<>();

    private record Login(long fromMs, long toMs) {}

    /** A device begins. */
    void begun(Reader reader, long atMs) {
        underWay.putIfAbsent(reader, atMs);
    }

    /** It is in, or has given up. Does nothing if it had not begun. */
    void over(Reader reader, long atMs) {
        Long begun = underWay.remove(reader);
        if (begun != null) {
            Deque<Login> of = ended.computeIfAbsent(reader.user(), user -> new ArrayDeque<>());
            of.addLast(new Login(begun, atMs));
            if (of.size() > REMEMBERED_MAX) {
                of.removeFirst();
            }
        }
    }

    /** Whether some device of a user was logging in at some moment of a time. */
    boolean any(String user, long fromMs, long toMs) {
        return underWay.entrySet().stream()
                        .anyMatch(login -> login.getKey().user().equals(user) && login.getValue() <= toMs)
                || ended.getOrDefault(user, new ArrayDeque<>()).stream()
                        .anyMatch(login -> login.fromMs() <= toMs && login.toMs() >= fromMs);
    }
}
