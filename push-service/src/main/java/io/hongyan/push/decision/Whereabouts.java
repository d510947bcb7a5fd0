package io.hongyan.push.decision;

/** Where a user is, seen from one of the user's devices. */
public enum Whereabouts {
    /** On no device in the foreground. */
    AWAY,
    /** On this one, or nobody could say: then a confirmation is waited for rather than the user disturbed. */
    HERE,
    /** On another one. */
    ELSEWHERE
}
