package io.hongyan.bench.aim;

import io.hongyan.bench.Costs;
import io.hongyan.bench.Report;
import java.util.List;

/** A server under load: the suite, or one that it is compared with. Users are made as they are asked for. */
public interface Target extends AutoCloseable {

    /** What it is called: {@code hongyan}, {@code ejabberd} and so on. */
    String name();

    /** What it runs with that somebody who reads the figures has to know, in sentences. */
    String statement();

    /** Tells what one message alone has on the wire, where the sums hide it. */
    default void tellMessage(Report report) {}

    /** What all its processes have consumed until now. */
    Costs costs();

    /** The name, among those of {@link #costs}, of the process that holds the sockets. */
    String door();

    /** Whether who writes to one other is told that a message was taken. */
    boolean acknowledges();

    /**
     * Logs in so many pairs of users, who write to each other.
     *
     * @return everybody; two that follow each other are a pair
     */
    List<Speaker> pairs(int pairs, Tally tally);

    /** Logs in the members of one group, who all write in it, and are told that a message was taken. */
    List<Speaker> group(int members, Tally tally);

    /**
     * Users who are not connected, each with one device.
     *
     * @param prefix what their names begin with
     */
    List<Guest> guests(String prefix, int count);

    /**
     * Users who are away while others write to them.
     *
     * @param messages that each of them misses, all from one other, besides a first one that it has
     */
    Absence absence(int users, int messages);

    /** Disconnects whoever is still connected, and ends what was started. */
    @Override
    void close();
}
