/** The rows that are audited, as they are stored, and their repair. */
@NullMarked
package io.hongyan.history.audit.postgres;

import org.jspecify.annotations.NullMarked;
