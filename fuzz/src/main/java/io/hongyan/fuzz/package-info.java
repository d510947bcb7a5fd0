/**
 * Runs the fuzz targets of all services: {@link io.hongyan.fuzz.run.FuzzRun} is the program behind {@code ./hongyan
 * fuzz}. What a target checks stands with its parser, in the service's tests.
 */
@NullMarked
package io.hongyan.fuzz;

import org.jspecify.annotations.NullMarked;
