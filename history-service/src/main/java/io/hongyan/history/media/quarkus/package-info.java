/** Whether and where media are kept, as configured, and the removal of uploads that were given up. */
@NullMarked
package io.hongyan.history.media.quarkus;

import org.jspecify.annotations.NullMarked;
