package io.hongyan.faults.schedule;

import java.time.Duration;

/**
 * An act and its time.
 *
 * @param at after the beginning of its round
 * @param act what happens
 */
public record Step(Duration at, Act act) {}
