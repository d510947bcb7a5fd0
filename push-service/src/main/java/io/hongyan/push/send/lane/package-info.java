/** What keeps a provider in trouble from holding up another: a bound on what is under way, and a rest after failures. */
@NullMarked
package io.hongyan.push.send.lane;

import org.jspecify.annotations.NullMarked;
