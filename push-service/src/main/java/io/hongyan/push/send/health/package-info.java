/** Whether alerts are being looked after. */
@NullMarked
package io.hongyan.push.send.health;

import org.jspecify.annotations.NullMarked;
