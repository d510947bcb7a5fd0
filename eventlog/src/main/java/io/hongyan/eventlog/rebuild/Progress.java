package io.hongyan.eventlog.rebuild;

import io.hongyan.proto.rebuild.v1.Phase;

/**
 * How far a rebuild has come.
 *
 * @param phase what it does now
 * @param read offsets that have been read, in all partitions together
 * @param total offsets there are up to where the live projection stands
 * @param poison records that make no sense and were passed over
 */
public record Progress(Phase phase, long read, long total, long poison) {}
