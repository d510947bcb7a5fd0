/** Tests of what a run is told. */
@NullMarked
package io.hongyan.faults.run;

import org.jspecify.annotations.NullMarked;
