/** Reads slices of the log for the audit. */
@NullMarked
package io.hongyan.history.audit.kafka;

import org.jspecify.annotations.NullMarked;
