package io.hongyan.faults.oracle;

/** What a user is for others. */
public enum PresenceState {
    /** On at least one device in the foreground. */
    ONLINE,
    /** On devices in the background only. */
    AWAY,
    /** On none. */
    OFFLINE,
    /** It may not be seen, or never was. */
    HIDDEN
}
