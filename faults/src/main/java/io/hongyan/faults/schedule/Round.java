package io.hongyan.faults.schedule;

import java.util.List;

/**
 * Some time of activity and faults, after which everybody rests until all is quiet.
 *
 * @param number from 1
 * @param steps by time
 */
public record Round(int number, List<Step> steps) {}
