package io.hongyan.client.connection;

import io.hongyan.proto.client.v1.Error;
import org.jspecify.annotations.Nullable;

/**
 * How a connection ended.
 *
 * @param error what the server said before it closed; null if it said nothing, as when the network broke
 * @param byClient whether this side closed it
 * @param cause a sentence for developers
 */
public record Closed(@Nullable Error error, boolean byClient, String cause) {}
