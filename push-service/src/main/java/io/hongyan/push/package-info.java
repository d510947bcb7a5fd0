/** Decides once per device whether an alert is sent, and sends it. */
@NullMarked
package io.hongyan.push;

import org.jspecify.annotations.NullMarked;
