package io.hongyan.push.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Alerts for one device that go as one: the messages of a conversation, or all silent ones by which something is read.
 *
 * @param last the latest: it goes, under its id and with its badge
 * @param lead whose words it has: the latest that mentions the user, or else the latest
 * @param others those that are told of by it; empty for most
 * @param <T> what carries an alert that was taken up
 */
public record Bundle<T>(T last, T lead, List<T> others) {

    /** The number of messages that stands for "or more". */
    public static final int MESSAGES_MAX = Screen.TOLD_MAX + 1;

    private record Key(String user, String device, Kind kind, String what) {}

    private static final Comparator<Trigger> ORDER = Comparator.comparing(Trigger::at)
            .thenComparing(Trigger::conversationId)
            .thenComparingLong(Trigger::revision);

    /**
     * Puts together what goes together. Each alert is in exactly one bundle.
     *
     * @param together whether messages are put together
     */
    public static <T> List<Bundle<T>> of(List<T> alerts, Function<T, Taken> taken, boolean together) {
        Map<Key, List<T>> byKey = new LinkedHashMap<>();
        for (T alert : alerts) {
            Key key = key(taken.apply(alert).trigger(), together);
            byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(alert);
        }
        return byKey.values().stream().map(same -> bundle(same, taken)).toList();
    }

    private static Key key(Trigger trigger, boolean together) {
        String what = switch (trigger.kind()) {
            case MESSAGE -> together ? trigger.conversationId() : trigger.decisionId();
            case CLEAR -> "";
            case RECALL -> trigger.decisionId();
        };
        return new Key(trigger.userId(), trigger.deviceId(), trigger.kind(), what);
    }

    private static <T> Bundle<T> bundle(List<T> same, Function<T, Taken> taken) {
        List<T> ordered = same.stream()
                .sorted(Comparator.comparing(alert -> taken.apply(alert).trigger(), ORDER))
                .toList();
        T last = ordered.getLast();
        T lead = ordered.reversed().stream()
                .filter(alert -> taken.apply(alert).trigger().mentioned())
                .findFirst()
                .orElse(last);
        return new Bundle<>(last, lead, ordered.subList(0, ordered.size() - 1));
    }

    /** All of them, the latest one as the last. */
    public List<T> all() {
        return Stream.concat(others.stream(), Stream.of(last)).toList();
    }

    /** Of how many messages it speaks, with those that the device was told of before: at most {@link #MESSAGES_MAX}. */
    public int messages(Function<T, Taken> taken) {
        int before = taken.apply(last).standing().screen().told();
        return Math.min(others.size() + 1 + before, MESSAGES_MAX);
    }

    /** What the provider's acceptance means for one of them. */
    public Answer accepted(T one, Function<T, Taken> taken, long badge, boolean silent) {
        boolean words = !silent && one.equals(lead);
        return one.equals(last)
                ? new Answer.Accepted(badge, new Telling(messagesTold(taken), "", words))
                : new Answer.Bundled(new Telling(0, taken.apply(last).trigger().decisionId(), words));
    }

    private int messagesTold(Function<T, Taken> taken) {
        return taken.apply(last).trigger().kind() == Kind.MESSAGE ? messages(taken) : 0;
    }
}
