package io.hongyan.faults.run;

import io.hongyan.client.ChatClient;
import io.hongyan.client.RefusedException;
import io.hongyan.client.outbox.Outgoing;
import io.hongyan.faults.oracle.Fact;
import io.hongyan.proto.client.v1.Ack;
import java.util.concurrent.CompletionStage;

/** What a user writes on one device: messages, and edits of them. The app sends each until it is answered. */
final class Writing {

    private final String user;
    private final Journal journal;

    Writing(String user, Journal journal) {
        this.user = user;
        this.journal = journal;
    }

    /** A message; its id says what, and what it answers. */
    static Outgoing message(String conversation, String contentId) {
        return new Outgoing(conversation, contentId, Entries.content(contentId));
    }

    /** What the message with a number is to say from now on. */
    static Outgoing edit(String conversation, long seq, String contentId) {
        return new Outgoing(conversation, contentId, Entries.content(contentId), seq);
    }

    /** Sends something for the first time. Who closes the app before the ack is told it in the next life. */
    void send(ChatClient app, Outgoing it) {
        long answered = it.content().getReplyTo().getSeq();
        journal.tell(at -> new Fact.Sent(
                at, user, it.conversationId(), it.clientMessageId(), !it.isEdit(), it.editedSeq(), answered));
        attempt(app, it);
    }

    /** Sends it again. */
    void sendAgain(ChatClient app, Outgoing it) {
        journal.tell(at -> new Fact.SentAgain(at, user, it.clientMessageId()));
        attempt(app, it);
    }

    private void attempt(ChatClient app, Outgoing it) {
        String contentId = it.clientMessageId();
        CompletionStage<Ack> answer = it.isEdit()
                ? app.edit(it.conversationId(), it.editedSeq(), contentId, it.content())
                : app.send(it.conversationId(), contentId, it.content());
        answer.whenComplete((ack, failed) -> {
            RefusedException refused = Phone.refusal(failed);
            if (ack != null) {
                journal.tell(at ->
                        new Fact.Acked(at, user, ack.getConversationId(), contentId, ack.getSeq(), ack.getTimeMs()));
            } else if (refused != null) {
                String code = Entries.code(refused.error().getCode());
                journal.tell(at -> new Fact.Refused(at, user, it.conversationId(), contentId, code));
            }
        });
    }
}
