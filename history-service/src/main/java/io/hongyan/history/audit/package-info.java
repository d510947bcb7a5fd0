/**
 * Checks the archive against the log, all the time and a little at a time: a slice of the log, picked at random ({@link
 * io.hongyan.history.audit.Slice}), is compared with what the archive holds of it ({@link
 * io.hongyan.history.audit.Comparison}), and rows that differ are written anew from the log ({@link
 * io.hongyan.history.audit.Repair}). {@code kafka.Auditor} drives it.
 */
@NullMarked
package io.hongyan.history.audit;

import org.jspecify.annotations.NullMarked;
