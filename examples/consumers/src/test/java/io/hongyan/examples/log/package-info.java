/** A real log for the tests of the examples. */
@NullMarked
package io.hongyan.examples.log;

import org.jspecify.annotations.NullMarked;
