/** The table of devices, by Hibernate Reactive. */
@NullMarked
package io.hongyan.push.device.postgres;

import org.jspecify.annotations.NullMarked;
