package io.hongyan.client;

import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.React;
import io.hongyan.proto.client.v1.ReactionPage;
import io.hongyan.proto.client.v1.ReactionsRequest;
import io.hongyan.proto.client.v1.ServerFrame;
import java.util.concurrent.CompletionStage;

/**
 * How users react to messages. The counts stand in the messages themselves, and change there. Errors come as in {@link
 * ChatClient}.
 */
public final class Reactions {

    private final ChatSession session;

    Reactions(ChatSession session) {
        this.session = session;
    }

    /**
     * Reacts to a message. If that is so already, nothing changes, and the ack's seq is 0.
     *
     * @param emoji one emoji, or an app's own as ":name:"
     */
    public CompletionStage<Ack> add(String conversationId, long seq, String emoji) {
        return set(conversationId, seq, emoji, false);
    }

    /** Takes a reaction away. If there is none, nothing changes, and the ack's seq is 0. */
    public CompletionStage<Ack> remove(String conversationId, long seq, String emoji) {
        return set(conversationId, seq, emoji, true);
    }

    /** A page of who reacted. */
    public CompletionStage<ReactionPage> list(ReactionsRequest request) {
        return session.ask(ClientFrame.newBuilder().setReactions(request).build())
                .thenApply(ServerFrame::getReactions);
    }

    private CompletionStage<Ack> set(String conversationId, long seq, String emoji, boolean remove) {
        return session.change(ClientFrame.newBuilder()
                .setReact(React.newBuilder()
                        .setConversationId(conversationId)
                        .setSeq(seq)
                        .setEmoji(emoji)
                        .setRemove(remove))
                .build());
    }
}
