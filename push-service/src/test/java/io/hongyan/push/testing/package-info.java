/** What the tests of this service share: its neighbours, and a log to write to. */
@NullMarked
package io.hongyan.push.testing;

import org.jspecify.annotations.NullMarked;
