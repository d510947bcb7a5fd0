package io.hongyan.push.decision;

/** What an alert is told. */
public sealed interface Input {

    /** Its time has come, and this is how things stand. */
    record TakenUp(Standing standing) implements Input {}

    /**
     * Whether a device of the user is in the foreground.
     *
     * @param foreground true also where nobody could say: then a confirmation is waited for rather than the user disturbed
     */
    record Located(boolean foreground) implements Input {}

    /** What came of sending it. */
    record Answered(Answer answer) implements Input {}
}
