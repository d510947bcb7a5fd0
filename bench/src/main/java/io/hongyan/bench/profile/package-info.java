/** What the suite's JVMs do while a scenario runs: recordings of the JDK's flight recorder, and stacks out of them. */
@NullMarked
package io.hongyan.bench.profile;

import org.jspecify.annotations.NullMarked;
