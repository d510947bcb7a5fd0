/**
 * Honest chat beside hostile connections: what those cost whom they are not from. Start reading at {@link
 * io.hongyan.bench.hostile.HostileLoad}.
 */
@NullMarked
package io.hongyan.bench.hostile;

import org.jspecify.annotations.NullMarked;
