package io.hongyan.bench.aim;

/** One user's device that only comes and goes. Safe for use by several threads. */
public interface Guest {

    /** Logs in, and comes again if that fails. Returns at once; the reception is told. */
    void come(Reception reception);

    /** Shows from now on that it is there, as often as the server wants it to, beginning at a moment of its own. */
    void stay();

    /** Whether it is connected. */
    boolean isHere();

    /** Leaves, as when the network breaks. */
    void leave();
}
