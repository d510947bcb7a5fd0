/** Knows which sessions live, and so who is online, away or offline, and who may see it. */
@NullMarked
package io.hongyan.presence;

import org.jspecify.annotations.NullMarked;
