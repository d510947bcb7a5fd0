/**
 * What a scenario is aimed at, and what is counted of it: the same words for the suite and for each server that it is compared
 * with, so that one loop and one tally drive all of them.
 */
@NullMarked
package io.hongyan.bench.aim;

import org.jspecify.annotations.NullMarked;
