package io.hongyan.faults.oracle;

import java.util.Map;

/**
 * What had become of a message when it was shown.
 *
 * @param words what it said: the content of the message itself, or of an edit; empty for whatever says nothing
 * @param editedSeq the number of the edit; 0 for none
 * @param reactions by emoji
 * @param reactionsSeq the number of the last change of a reaction that is among them; 0 for none
 */
public record State(String words, long editedSeq, Map<String, Reaction> reactions, long reactionsSeq) {

    /** Of what is no message, or was taken back. */
    public static final State NONE = new State("", 0, Map.of(), 0);

    /**
     * How often a message has a reaction.
     *
     * @param count of how many users
     * @param mine whether the one who is shown it is among them
     */
    public record Reaction(long count, boolean mine) {}

    /** Of a message that nobody has edited or reacted to. */
    public static State fresh(String words) {
        return new State(words, 0, Map.of(), 0);
    }
}
