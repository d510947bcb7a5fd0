/** Alerts by way of the Apple Push Notification service. */
@NullMarked
package io.hongyan.push.send.apns;

import org.jspecify.annotations.NullMarked;
