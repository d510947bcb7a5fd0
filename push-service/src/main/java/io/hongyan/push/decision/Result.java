package io.hongyan.push.decision;

/**
 * What is to be recorded of an alert that was taken up.
 *
 * @param taken the alert
 * @param effect a deferral, a wait or a conclusion
 */
public record Result(Taken taken, Effect effect) {}
