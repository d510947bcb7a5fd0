/** Who may see whom. */
@NullMarked
package io.hongyan.presence.visibility;

import org.jspecify.annotations.NullMarked;
