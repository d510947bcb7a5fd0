package io.hongyan.history.audit;

/** What became of a message after the slice that has it. */
public enum Fate {
    /** It was taken back. */
    TAKEN_BACK,
    /** It was not. */
    KEPT,
    /** That would take too much reading to know. */
    UNKNOWN
}
