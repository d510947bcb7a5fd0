/** From the command line to a corpus: which targets, one fuzzer process for each, what it found, what is kept. */
@NullMarked
package io.hongyan.fuzz.run;

import org.jspecify.annotations.NullMarked;
