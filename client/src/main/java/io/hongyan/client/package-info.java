/** The Java client: connects, sends, receives, resumes. The terminal, tests and benchmarks use it. */
@NullMarked
package io.hongyan.client;

import org.jspecify.annotations.NullMarked;
