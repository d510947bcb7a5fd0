/** Reports in PostgreSQL, beside the alerts that they are about. */
@NullMarked
package io.hongyan.push.receipt.postgres;

import org.jspecify.annotations.NullMarked;
