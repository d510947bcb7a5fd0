/** The suite that is broken: processes, fronts between them, and what they occupy. */
@NullMarked
package io.hongyan.faults.stage;

import org.jspecify.annotations.NullMarked;
