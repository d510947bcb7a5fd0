/**
 * What push-service decides, at a rate, while its processes are killed and the log is replayed: {@link
 * io.hongyan.bench.push.PushLoad} is the program, {@link io.hongyan.bench.push.Correspondence} what must be and what was.
 */
@NullMarked
package io.hongyan.bench.push;

import org.jspecify.annotations.NullMarked;
