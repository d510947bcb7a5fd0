/**
 * Checks the unread projection against the log, all the time and a little at a time: a sample of conversations ({@link
 * io.hongyan.message.audit.Sample}) is recounted from its events ({@link io.hongyan.message.audit.Recount}) without a look
 * at what is stored, compared with the rows at the same place in the log ({@link io.hongyan.message.audit.Comparison}), and
 * where they differ the rows are made anew ({@link io.hongyan.message.audit.Rows}). {@code kafka.Auditor} drives it.
 */
@NullMarked
package io.hongyan.message.audit;

import org.jspecify.annotations.NullMarked;
