/** Groups whose members are all online: what it costs that one message is received by many. */
@NullMarked
package io.hongyan.bench.group;

import org.jspecify.annotations.NullMarked;
