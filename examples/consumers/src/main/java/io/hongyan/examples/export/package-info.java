/** The events of a day as rows. Pure. */
@NullMarked
package io.hongyan.examples.export;

import org.jspecify.annotations.NullMarked;
