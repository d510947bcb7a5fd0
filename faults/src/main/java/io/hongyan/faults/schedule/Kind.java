package io.hongyan.faults.schedule;

import static io.hongyan.faults.schedule.Victim.CONNECTOR;
import static io.hongyan.faults.schedule.Victim.HISTORY;
import static io.hongyan.faults.schedule.Victim.KAFKA;
import static io.hongyan.faults.schedule.Victim.MESSAGE;
import static io.hongyan.faults.schedule.Victim.POSTGRES;
import static io.hongyan.faults.schedule.Victim.PRESENCE;
import static io.hongyan.faults.schedule.Victim.PUSH;
import static io.hongyan.faults.schedule.Victim.REDIS;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What can be done to a victim. */
public enum Kind {
    /** A process is killed (SIGKILL), and started again at once. */
    KILL(EnumSet.allOf(Victim.class), 24, Lasts.NO_TIME),
    /** A process stands still (SIGSTOP), and later goes on as if nothing had been (SIGCONT). */
    PAUSE(EnumSet.allOf(Victim.class), 16, Lasts.SECONDS),
    /** A process is asked to end, and started again. */
    RESTART(EnumSet.of(CONNECTOR, MESSAGE, PRESENCE, HISTORY, PUSH), 8, Lasts.NO_TIME),
    /** Every process is restarted, one after the other, each waited for. The victim is only where it begins. */
    ROLL(EnumSet.of(PRESENCE), 1, Lasts.NO_TIME),
    /** All connections to the victim are closed, and new ones too, until it is over. */
    CUT(EnumSet.allOf(Victim.class), 8, Lasts.SECONDS),
    /** Whatever passes on the way to the victim or back is late. */
    SLOW(EnumSet.allOf(Victim.class), 8, Lasts.SECONDS),
    /** Nothing passes on the way to the victim or back, and nobody is told. */
    SILENT(EnumSet.allOf(Victim.class), 8, Lasts.SECONDS),
    /** Nothing comes back from the victim, which hears everything. */
    ONE_WAY(EnumSet.allOf(Victim.class), 6, Lasts.SECONDS),
    /** The victim's side of all connections is gone, and the other side is not told: half-open. */
    FORGET(EnumSet.allOf(Victim.class), 6, Lasts.NO_TIME),
    /** Redis loses its memory (FLUSHALL). */
    FLUSH(EnumSet.of(REDIS), 5, Lasts.NO_TIME),
    /** Records that nobody can read are written to every topic that the victim reads. */
    POISON(EnumSet.of(KAFKA), 5, Lasts.NO_TIME),
    /** The victim's processes are killed, and read their topics again from the beginning. */
    REPLAY(EnumSet.of(MESSAGE, PRESENCE, HISTORY, PUSH), 6, Lasts.NO_TIME),
    /** Somebody takes every connection that the database has left. */
    CROWD(EnumSet.of(POSTGRES), 3, Lasts.SECONDS),
    /** Somebody locks the victim's tables, so that its queries take seconds. */
    LOCK(EnumSet.of(MESSAGE, HISTORY, PUSH), 5, Lasts.SECONDS),
    /** A process is killed, started where the clock is minutes ahead or behind, and killed and started again when it is over. */
    CLOCK(EnumSet.of(CONNECTOR, MESSAGE, PRESENCE, HISTORY, PUSH), 5, Lasts.A_WHILE),
    /** The broker's disk is full; it ends, and is started again when there is room. */
    DISK(EnumSet.of(KAFKA), 1, Lasts.SECONDS);

    /** How long a fault lasts. */
    private enum Lasts {
        NO_TIME,
        SECONDS,
        A_WHILE
    }

    private final Set<Victim> victims;
    private final int weight;
    private final Lasts lasts;

    Kind(Set<Victim> victims, int weight, Lasts lasts) {
        this.victims = victims;
        this.weight = weight;
        this.lasts = lasts;
    }

    /** To whom it can be done. */
    public Set<Victim> victims() {
        return EnumSet.copyOf(victims);
    }

    /** How often it happens, compared with others. */
    int weight() {
        return weight;
    }

    /** Whether it begins and ends at different times. */
    boolean lasts() {
        return lasts != Lasts.NO_TIME;
    }

    /** Whether it lasts long enough for a process to start and do something meanwhile. */
    boolean lastsAWhile() {
        return lasts == Lasts.A_WHILE;
    }

    /** Whether it is done to one of the victim's processes, and not to the victim as a whole. */
    boolean hitsOneProcess() {
        return this == KILL || this == PAUSE || this == RESTART || this == CLOCK;
    }

    /** Its name, as typed: {@code one-way}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
