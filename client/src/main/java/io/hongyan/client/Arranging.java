package io.hongyan.client;

import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.Arrange;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.OwnChange;
import java.util.concurrent.CompletionStage;

/**
 * How the user's own list has its conversations, on all of the user's devices. Nobody else is told. What it is stands in the
 * conversations: {@link io.hongyan.client.inbox.Conversation#arrangement()}. Errors come as in {@link ChatClient}.
 */
public final class Arranging {

    private final ChatSession session;

    Arranging(ChatSession session) {
        this.session = session;
    }

    /** Pins a conversation, or no longer. At most 100 can be: one more is refused as {@code LIMIT_REACHED}. */
    public CompletionStage<Ack> pin(String conversationId, boolean pinned) {
        return arrange(Arrange.newBuilder().setConversationId(conversationId).setPinned(pinned));
    }

    /** Puts a conversation into the archive, until a message comes that counts, or takes it out. Muted, it stays there. */
    public CompletionStage<Ack> archive(String conversationId, boolean archived) {
        return arrange(Arrange.newBuilder().setConversationId(conversationId).setArchived(archived));
    }

    /** Marks a conversation as unread, or no longer. The mark counts nowhere; {@link ChatClient#read} takes it away. */
    public CompletionStage<Ack> markUnread(String conversationId, boolean unread) {
        return arrange(Arrange.newBuilder().setConversationId(conversationId).setMarkedUnread(unread));
    }

    /** What was read before is said before, so that it does not take a mark away that is set after it. */
    private CompletionStage<Ack> arrange(Arrange.Builder wanted) {
        session.run(session::tellReads);
        return session.ask(ClientFrame.newBuilder().setArrange(wanted).build())
                .thenApplyAsync(
                        answer -> {
                            session.perform(session.inbox().on(done(wanted.build(), answer.getAck())));
                            return answer.getAck();
                        },
                        session::run);
    }

    /** What the ack says of it: when it was pinned, and at which head it was archived. */
    private static OwnChange done(Arrange wanted, Ack ack) {
        OwnChange.Builder done = OwnChange.newBuilder()
                .setConversationId(wanted.getConversationId())
                .setOwnVersion(ack.getOwnVersion())
                .setHeadSeq(ack.getSeq());
        switch (wanted.getChangeCase()) {
            case PINNED -> done.setPinnedMs(wanted.getPinned() ? ack.getTimeMs() : 0);
            case ARCHIVED -> done.setArchivedSeq(wanted.getArchived() ? ack.getSeq() : 0);
            case MARKED_UNREAD -> done.setMarkedUnread(wanted.getMarkedUnread());
            case CHANGE_NOT_SET -> throw new IllegalArgumentException("nothing is to change");
        }
        return done.build();
    }
}
