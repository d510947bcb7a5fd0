/** What devices report of alerts: shown, opened. */
@NullMarked
package io.hongyan.push.receipt;

import org.jspecify.annotations.NullMarked;
