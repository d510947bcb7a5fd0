/** What presence remembers outside its processes, and what it does when that memory is lost. */
@NullMarked
package io.hongyan.presence.memory;

import org.jspecify.annotations.NullMarked;
