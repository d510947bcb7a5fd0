package io.hongyan.push.decision;

/**
 * What an input made of an alert.
 *
 * @param next the alert from now on
 * @param effect what is to be done
 */
public record Step(Alert next, Effect effect) {}
