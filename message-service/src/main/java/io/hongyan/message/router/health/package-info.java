/** Whether the router gets on. */
@NullMarked
package io.hongyan.message.router.health;

import org.jspecify.annotations.NullMarked;
