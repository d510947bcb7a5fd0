/** {@code ./hongyan tail}: a topic, readably, as it is written. */
@NullMarked
package io.hongyan.launcher.tail;

import org.jspecify.annotations.NullMarked;
