/** Messages that wait for their ack: in order, across connections, until the server has them or refuses them. Pure. */
@NullMarked
package io.hongyan.client.outbox;

import org.jspecify.annotations.NullMarked;
