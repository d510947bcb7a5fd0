/** What becomes of an alert: one pure state machine, and the facts it looks at. */
@NullMarked
package io.hongyan.push.decision;

import org.jspecify.annotations.NullMarked;
