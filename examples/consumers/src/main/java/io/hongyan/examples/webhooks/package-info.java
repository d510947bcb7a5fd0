/** Events as signed HTTP requests: what is tried when, and given up when. Pure. Start at {@link io.hongyan.examples.webhooks.Lanes}. */
@NullMarked
package io.hongyan.examples.webhooks;

import org.jspecify.annotations.NullMarked;
