/** A steady load, and what those who make it wait. */
@NullMarked
package io.hongyan.faults.load;

import org.jspecify.annotations.NullMarked;
