/** The suite of {@code ./hongyan up}, as what a scenario is aimed at. */
@NullMarked
package io.hongyan.bench.suite;

import org.jspecify.annotations.NullMarked;
