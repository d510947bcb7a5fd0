package io.hongyan.client.outbox;

import io.hongyan.proto.content.v1.Content;

/**
 * A message that the server may not have yet.
 *
 * @param conversationId where to; for two people before their first message too
 * @param clientMessageId one's own id for it, the same however often it is sent
 * @param content what to say
 */
public record Outgoing(String conversationId, String clientMessageId, Content content) {}
