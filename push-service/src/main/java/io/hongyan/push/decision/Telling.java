package io.hongyan.push.decision;

/**
 * How a device was told of a message.
 *
 * @param messages of how many messages of the conversation the alert speaks; 0 where nothing was sent for this one
 * @param with the decision id of the alert by which it was told; empty if that is its own
 * @param words whether the alert has the words of this message
 */
public record Telling(int messages, String with, boolean words) {

    /** Not at all. */
    public static final Telling NOTHING = new Telling(0, "", false);
}
