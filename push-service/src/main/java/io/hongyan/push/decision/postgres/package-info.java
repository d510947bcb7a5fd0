/** Alerts and their outcomes in PostgreSQL: taken up when due, by any instance, and decided once. */
@NullMarked
package io.hongyan.push.decision.postgres;

import org.jspecify.annotations.NullMarked;
