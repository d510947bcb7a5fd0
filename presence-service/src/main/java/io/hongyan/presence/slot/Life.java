package io.hongyan.presence.slot;

/**
 * One life of a process in a slot. Sessions belong to a life, and end with it.
 *
 * @param slot the partition it reads, or {@link #REMEMBERED}
 * @param bootId names the life, unique for ever
 */
public record Life(int slot, String bootId) {

    /**
     * No slot of a process: the life that users are said to be in who were online when presence lost its memory. It lasts
     * one lease, the time that real processes have to say again who is there.
     */
    public static final int REMEMBERED = -1;
}
