/** Tests of the oracle. */
@NullMarked
package io.hongyan.faults.oracle;

import org.jspecify.annotations.NullMarked;
