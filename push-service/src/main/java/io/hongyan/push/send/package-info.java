/** What an alert says, and when something that is down is tried again. */
@NullMarked
package io.hongyan.push.send;

import org.jspecify.annotations.NullMarked;
