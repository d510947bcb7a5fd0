/** What speaks MQTT to a server. */
@NullMarked
package io.hongyan.bench.peer.mqtt;

import org.jspecify.annotations.NullMarked;
