package io.hongyan.push.decision;

/** What an alert is told. */
public sealed interface Input {

    /** Its time has come, and this is how things stand. */
    record TakenUp(Standing standing) implements Input {}

    /**
     * Where the user is.
     *
     * @param standing how things stand
     */
    record Located(Whereabouts where, Standing standing) implements Input {}

    /** What came of sending it. */
    record Answered(Answer answer) implements Input {}
}
