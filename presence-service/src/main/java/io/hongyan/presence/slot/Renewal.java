package io.hongyan.presence.slot;

/** What becomes of a wish to keep a slot. */
public enum Renewal {

    /** It is kept for another lease. */
    KEPT,

    /** It is kept, but presence does not remember the life and its sessions: they must be announced again. */
    ANNOUNCE,

    /** It is no longer held by this life. */
    LOST
}
