package io.hongyan.client;

import io.hongyan.client.inbox.Conversation;
import io.hongyan.client.outbox.Outgoing;
import io.hongyan.proto.client.v1.ClientEvent;
import java.util.List;
import java.util.Map;

/**
 * Where a device keeps what it knows, so that the next login repeats nothing and no message is lost. Called on the
 * client's event loop: an implementation on a disk must be quick. What is saved when a method returns is told to the
 * server as delivered.
 */
public interface LocalStore {

    /** A conversation with the events that are kept of it, ascending. */
    record Saved(Conversation conversation, List<ClientEvent> events) {}

    /** Everything kept. Asked for once, at the start. */
    List<Saved> conversations();

    /** Keeps a conversation as it is now, and some of its events; one with a known seq replaces what was kept. */
    void save(Conversation conversation, List<ClientEvent> events);

    /** Need not keep events before a seq any longer. */
    void forgetBefore(String conversationId, long seq);

    /** Messages that wait for their ack, in the order they were written. Asked for once, at the start. */
    List<Outgoing> outbox();

    /** Keeps a message until its ack. */
    void addToOutbox(Outgoing message);

    /** A message arrived, or was refused for good. */
    void removeFromOutbox(Outgoing message);

    /** How far the user has read where the server may not know it yet, by conversation. Asked for once, at the start. */
    Map<String, Long> untoldReads();

    /** Keeps how far the user has read in a conversation until the server knows it; never less than what was kept. */
    void addUntoldRead(String conversationId, long seq);

    /** The server knows that the user has read up to a seq: what was kept beyond it stays. */
    void removeUntoldRead(String conversationId, long seq);
}
