package io.hongyan.client;

import io.hongyan.client.connection.ConnectionException;
import io.hongyan.client.connection.ConnectionException.Reason;
import io.hongyan.client.inbox.Conversation;
import io.hongyan.client.inbox.Effect;
import io.hongyan.client.inbox.Inbox;
import io.hongyan.client.login.Reconnecting;
import io.hongyan.client.outbox.Outbox;
import io.hongyan.client.outbox.Outgoing;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Edit;
import io.hongyan.proto.client.v1.Edited;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.Message;
import io.hongyan.proto.client.v1.Send;
import io.hongyan.proto.client.v1.ServerFrame;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends what the outbox holds until each message has its ack or is refused for good. Lives on one event loop. */
final class Dispatch {

    private final EventLoop loop;
    private final Link link;
    private final Inbox inbox;
    private final LocalStore store;
    private final Consumer<List<Effect>> perform;
    private final String me;
    private final Outbox outbox;
    private final Map<Outgoing, CompletableFuture<Ack>> answers = new HashMap<>(); // bounded by the outbox
    private int epoch;

    Dispatch(
            EventLoop loop,
            Link link,
            Inbox inbox,
            LocalStore store,
            ChatOptions options,
            Consumer<List<Effect>> perform) {
        this.loop = loop;
        this.link = link;
        this.inbox = inbox;
        this.store = store;
        this.perform = perform;
        this.me = options.userId();
        this.outbox = new Outbox(options.outboxMax());
    }

    /** Begins with what an earlier life of the app could not send. */
    void restore() {
        store.outbox().forEach(outbox::add);
    }

    CompletionStage<Ack> send(Outgoing message) {
        switch (outbox.add(message)) {
            case FULL -> {
                return CompletableFuture.failedFuture(
                        new ConnectionException(Reason.FULL, "As many messages as allowed wait to be sent."));
            }
            case ADDED -> store.addToOutbox(message);
            case KNOWN -> {}
        }
        CompletableFuture<Ack> answer = answers.computeIfAbsent(message, key -> new CompletableFuture<>());
        sendReady();
        return answer;
    }

    void onUp() {
        sendReady();
    }

    void onDown() {
        epoch++;
        outbox.disconnected();
    }

    private void sendReady() {
        if (link.isUp()) {
            outbox.takeReady().forEach(this::transmit);
        }
    }

    private void transmit(Outgoing message) {
        inbox.sending(message.conversationId());
        int sent = epoch;
        link.request(frame(message)).whenComplete((answer, failed) -> {
            if (failed == null && answer.hasAck()) {
                acked(message, answer.getAck());
            } else if (sent != epoch) {
                perform.accept(inbox.notSent(message.conversationId())); // goes out again at the next login
            } else if (failed == null && !answer.getError().getRetry()) {
                refused(message, answer.getError());
            } else {
                later(message, answer);
            }
        });
    }

    private ClientFrame frame(Outgoing message) {
        if (message.isEdit()) {
            return ClientFrame.newBuilder()
                    .setEdit(Edit.newBuilder()
                            .setConversationId(message.conversationId())
                            .setSeq(message.editedSeq())
                            .setClientMessageId(message.clientMessageId())
                            .setContent(message.content()))
                    .build();
        }
        Send.Builder send =
                Send.newBuilder().setClientMessageId(message.clientMessageId()).setContent(message.content());
        String peer = Conversation.peerOf(message.conversationId(), me);
        if (peer == null) {
            send.setConversationId(message.conversationId());
        } else {
            send.setToUserId(peer);
        }
        return ClientFrame.newBuilder().setSend(send).build();
    }

    private void acked(Outgoing message, Ack ack) {
        ClientEvent.Builder event = ClientEvent.newBuilder()
                .setConversationId(ack.getConversationId())
                .setSeq(ack.getSeq())
                .setTimeMs(ack.getTimeMs())
                .setUserId(me);
        if (message.isEdit()) {
            event.setEdited(
                    Edited.newBuilder().setTargetSeq(message.editedSeq()).setContent(message.content()));
        } else {
            event.setMessage(Message.newBuilder()
                    .setContent(message.content())
                    .setClientMessageId(message.clientMessageId())
                    .setExpiresMs(ack.getExpiresMs()));
        }
        perform.accept(inbox.sent(event.build()));
        finish(message).complete(ack);
        sendReady();
    }

    private void refused(Outgoing message, Error error) {
        perform.accept(inbox.notSent(message.conversationId()));
        finish(message).completeExceptionally(new RefusedException(error));
        sendReady();
    }

    private CompletableFuture<Ack> finish(Outgoing message) {
        outbox.done(message);
        store.removeFromOutbox(message);
        CompletableFuture<Ack> answer = answers.remove(message);
        return answer == null ? new CompletableFuture<>() : answer; // nobody waits after a restart
    }

    private void later(Outgoing message, @Nullable ServerFrame answer) {
        perform.accept(inbox.notSent(message.conversationId()));
        int attempts = outbox.pause(message);
        long told =
                answer == null ? 0 : Integer.toUnsignedLong(answer.getError().getRetryAfterMs());
        long pause = Reconnecting.pause(attempts, ThreadLocalRandom.current().nextDouble())
                .toMillis();
        loop.schedule(
                () -> {
                    outbox.resume(message.conversationId());
                    sendReady();
                },
                Math.max(told, pause),
                TimeUnit.MILLISECONDS);
    }

    /** The client is closed: who waits for an ack hears that it will not come in this life. */
    void stop() {
        answers.values()
                .forEach(answer -> answer.completeExceptionally(
                        new ConnectionException(Reason.CLOSED, "The client was closed before the ack came.")));
        answers.clear();
    }
}
