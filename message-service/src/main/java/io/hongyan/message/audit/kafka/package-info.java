/** Reads the log for the audit, a bounded piece in each round. */
@NullMarked
package io.hongyan.message.audit.kafka;

import org.jspecify.annotations.NullMarked;
