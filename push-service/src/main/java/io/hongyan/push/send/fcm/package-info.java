/** Alerts by way of Firebase Cloud Messaging. */
@NullMarked
package io.hongyan.push.send.fcm;

import org.jspecify.annotations.NullMarked;
