package io.hongyan.history.archive;

import org.jspecify.annotations.Nullable;

/**
 * From when to when a user is in a group, both events included.
 *
 * @param joinedSeq the seq of the event by which the user became a member, the last time if more than once
 * @param leftSeq the seq of the event by which the user ceased to be one; null while a member
 */
public record Period(long joinedSeq, @Nullable Long leftSeq) {}
