package io.hongyan.message.sequencer;

/**
 * How far a conversation has come.
 *
 * @param revision the revision of its latest event; 0 before the first
 * @param seq the highest seq given out
 * @param cseq the number of countable messages
 * @param timeMs the time of the latest event, in milliseconds since 1970 UTC
 * @param members how many are in the group; 0 for conversations of two
 * @param name the group's name; empty for conversations of two
 * @param rules who may do what in the group
 * @param timerMs how long after they were sent messages disappear that are sent now, in milliseconds; 0: they stay
 */
public record Head(
        long revision, long seq, long cseq, long timeMs, int members, String name, Rules rules, long timerMs) {

    /** Of a conversation in which nothing ever happened. */
    public static final Head NONE = new Head(0, 0, 0, 0, 0, "", Rules.DEFAULT, 0);

    /** Whether anything ever happened in it. */
    public boolean exists() {
        return revision > 0;
    }
}
