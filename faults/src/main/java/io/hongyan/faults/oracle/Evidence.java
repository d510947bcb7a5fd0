package io.hongyan.faults.oracle;

import java.util.List;

/**
 * Everything that clients did and were told up to a quiet point, and what was seen there.
 *
 * @param terms what was agreed
 * @param facts in the order of their times
 * @param look the quiet point
 */
public record Evidence(Terms terms, List<Fact> facts, Look look) {}
