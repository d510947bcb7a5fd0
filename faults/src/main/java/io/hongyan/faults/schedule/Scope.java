package io.hongyan.faults.schedule;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which faults are injected.
 *
 * @param victims of which services
 * @param kill whether by SIGKILL
 * @param pause whether by SIGSTOP
 */
public record Scope(Set<Victim> victims, boolean kill, boolean pause) {

    /** All of them. */
    public static final Scope ALL = new Scope(EnumSet.allOf(Victim.class), true, true);

    /** None: the same traffic without faults, to tell what is owed to them. */
    public static final Scope NONE = new Scope(EnumSet.noneOf(Victim.class), false, false);

    /**
     * From a word: {@code kill}, {@code pause}, {@code none}, a service ({@code message}), or both ({@code kill-message}).
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static Scope of(String word) {
        if (word.equals("none")) {
            return NONE;
        }
        boolean kill = word.equals("kill") || word.startsWith("kill-");
        boolean pause = word.equals("pause") || word.startsWith("pause-");
        String service = kill || pause ? word.substring(word.indexOf('-') + 1) : word;
        if (service.equals("kill") || service.equals("pause")) {
            return new Scope(EnumSet.allOf(Victim.class), kill, pause);
        }
        for (Victim victim : Victim.values()) {
            if (victim.word().equals(service)) {
                return new Scope(EnumSet.of(victim), kill || !pause, pause || !kill);
            }
        }
        throw new IllegalArgumentException(
                ("'%s' is no kind of fault. There are kill, pause, none, connector, message, presence, history, push,"
                                + " and both together, such as kill-message.")
                        .formatted(word));
    }

    /** Whether there is any fault at all. */
    boolean isEmpty() {
        return victims.isEmpty() || !(kill || pause);
    }
}
