/** Parsers under fuzzing: what must hold for any input, and the inputs kept of earlier runs. */
@NullMarked
package io.hongyan.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
