package io.hongyan.client.outbox;

import io.hongyan.proto.content.v1.Content;

/**
 * A message, or an edit of one, that the server may not have yet.
 *
 * @param conversationId where to; for two people before their first message too
 * @param clientMessageId one's own id for it, the same however often it is sent
 * @param content what to say
 * @param editedSeq the seq of the message that says this from now on; 0 for a new message
 */
public record Outgoing(String conversationId, String clientMessageId, Content content, long editedSeq) {

    /** A new message. */
    public Outgoing(String conversationId, String clientMessageId, Content content) {
        this(conversationId, clientMessageId, content, 0);
    }

    /** Whether it changes a message instead of being one. */
    public boolean isEdit() {
        return editedSeq != 0;
    }
}
