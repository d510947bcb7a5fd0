package io.hongyan.client;

import io.hongyan.client.inbox.Conversation;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.OwnChange;
import io.hongyan.proto.client.v1.Receipt;
import io.hongyan.proto.client.v1.TypingSignal;
import io.hongyan.proto.client.v1.UserPresence;
import java.util.List;

/**
 * Hears what happens. Every method is called on the client's event loop, one at a time: hand work that takes long to
 * another thread.
 */
public interface ChatListener {

    /** Events that follow what came before without a hole, one's own among them; in the conversation as it is now. */
    default void onEvents(Conversation conversation, List<ClientEvent> events) {}

    /** A conversation changed without a new event: its counts, cursors or settings, or that it is known now. */
    default void onConversation(Conversation conversation) {}

    /** Somebody else's device has messages, or somebody else read them. */
    default void onReceipt(Receipt receipt) {}

    /** Somebody else types, or has stopped. Forget it after 10 seconds. */
    default void onTyping(TypingSignal typing) {}

    /** Presence of watched users. */
    default void onPresence(List<UserPresence> users) {}

    /** One's own counts or settings changed on another device. They are in the conversation already. */
    default void onOwnChange(OwnChange change) {}

    /** Unread in all conversations that are not muted: the app's badge. */
    default void onUnreadTotal(long total) {}

    /** Whether the server can be talked to changed; with a sentence for developers, empty where nothing is to say. */
    default void onState(ConnectionState state, String why) {}

    /** The server objected to something that has no answer, such as a receipt. */
    default void onError(Error error) {}
}
