package io.hongyan.client;

import static java.lang.System.Logger.Level.ERROR;

import io.hongyan.client.connection.ConnectionException;
import io.hongyan.client.connection.ConnectionException.Reason;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.client.inbox.Effect;
import io.hongyan.client.inbox.Inbox;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.Position;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.WatchPresence;
import io.hongyan.proto.client.v1.Welcome;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Joins the parts of a client on one event loop: frames go into the inbox, and what it says is carried out. */
final class ChatSession implements LinkUser {

    private static final System.Logger LOG = System.getLogger(ChatSession.class.getName());
    private static final long COMPARE_AFTER_MS = 1_000;

    private final EventLoop loop;
    private final LocalStore store;
    private final ChatListener listener;
    private final String me;
    private final Inbox inbox;
    private final Link link;
    private final Confirmations confirmations;
    private final Catchup catchup;
    private final Dispatch dispatch;
    private final PresenceWatch watch;
    private final CompletableFuture<Void> online = new CompletableFuture<>();

    ChatSession(
            Connections connections, ChatOptions options, TokenSource tokens, LocalStore store, ChatListener listener) {
        this.loop = connections.loop();
        this.store = store;
        this.listener = listener;
        this.me = options.userId();
        this.inbox = new Inbox(me, options.inbox());
        this.link = new Link(connections, loop, options, tokens, this);
        this.confirmations = new Confirmations(loop, link, inbox, store, this::perform);
        this.catchup = new Catchup(loop, link, inbox, this::perform);
        this.dispatch = new Dispatch(loop, link, inbox, store, options, this::perform);
        this.watch = new PresenceWatch(
                loop, link, users -> tell(to -> to.onPresence(users)), error -> tell(to -> to.onError(error)));
    }

    void start() {
        store.conversations().forEach(saved -> inbox.restore(saved.conversation(), saved.events()));
        inbox.restoreReads(store.untoldReads());
        dispatch.restore();
        link.start();
    }

    void stop() {
        confirmations.flush();
        link.stop();
        dispatch.stop();
    }

    /** Carries out what the inbox says, in its order. */
    void perform(List<Effect> effects) {
        effects.forEach(this::perform);
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Shown shown -> {
                store.save(shown.conversation(), shown.events());
                if (!shown.rewritten().isEmpty()) {
                    store.save(shown.conversation(), shown.rewritten());
                }
                tell(to -> to.onEvents(shown.conversation(), shown.events()));
            }
            case Effect.Changed changed -> {
                store.save(changed.conversation(), List.of());
                tell(to -> to.onConversation(changed.conversation()));
            }
            case Effect.Forgotten forgotten -> store.forgetBefore(forgotten.conversationId(), forgotten.beforeSeq());
            case Effect.Confirm confirm -> confirmations.delivered(confirm.conversationId(), confirm.seq());
            case Effect.TellRead read -> confirmations.read(read.conversationId(), read.seq());
            case Effect.Fill fill -> catchup.fill(fill);
            case Effect.Sync sync -> catchup.sync(sync);
            case Effect.Refresh refresh -> catchup.refresh(refresh);
            case Effect.CompareLater compare ->
                loop.schedule(
                        () -> {
                            if (link.isUp()) {
                                perform(inbox.compare(compare.pong()));
                            }
                        },
                        COMPARE_AFTER_MS,
                        TimeUnit.MILLISECONDS);
            case Effect.Badge badge -> tell(to -> to.onUnreadTotal(badge.total()));
        }
    }

    @Override
    public List<Position> have() {
        return inbox.have();
    }

    @Override
    public void onUp(Welcome welcome) {
        perform(inbox.on(welcome));
        dispatch.onUp();
        confirmations.onUp();
        watch.onUp();
        online.complete(null);
    }

    @Override
    public void onFrame(ServerFrame frame) {
        switch (frame.getBodyCase()) {
            case EVENT -> perform(inbox.on(frame.getEvent()));
            case RECEIPT -> {
                perform(inbox.on(frame.getReceipt()));
                tell(to -> to.onReceipt(frame.getReceipt()));
            }
            case TYPING -> tell(to -> to.onTyping(frame.getTyping()));
            case PRESENCE -> tell(to -> to.onPresence(frame.getPresence().getUsersList()));
            case OWN -> {
                perform(inbox.on(frame.getOwn()));
                tell(to -> to.onOwnChange(frame.getOwn()));
            }
            case ERROR -> onError(frame.getError());
            default -> {} // late answers, and frames of a newer server
        }
    }

    private void onError(Error error) {
        if (!error.getCloses()) {
            if (error.getRetry()) {
                confirmations.again();
            }
            tell(to -> to.onError(error));
        }
    }

    @Override
    public void onPing() {
        confirmations.onPing();
    }

    @Override
    public void onPong(ServerFrame pong) {
        confirmations.onPong();
        if (pong.hasPong()) {
            perform(inbox.on(pong.getPong()));
        }
    }

    @Override
    public void onDown() {
        catchup.onDown();
        confirmations.onDown();
        dispatch.onDown();
        watch.onDown();
    }

    @Override
    public void onState(ConnectionState state, String why) {
        if (state == ConnectionState.STOPPED) {
            online.completeExceptionally(new ConnectionException(Reason.CLOSED, why));
        }
        tell(to -> to.onState(state, why));
    }

    /** Says now what was read, which is otherwise collected for a moment. */
    void tellReads() {
        confirmations.flush();
    }

    void watch(WatchPresence wanted) {
        watch.want(wanted);
    }

    /**
     * Asks for a change. The event that it makes is not sent back to us: the ack's number tells that it is there to be fetched.
     */
    CompletionStage<Ack> change(ClientFrame frame) {
        return ask(frame)
                .thenApplyAsync(
                        answer -> {
                            Ack ack = answer.getAck();
                            perform(inbox.heardOf(ack.getConversationId(), ack.getSeq()));
                            return ack;
                        },
                        this::run);
    }

    /** Asks the server; an error in the answer fails the stage. */
    CompletionStage<ServerFrame> ask(ClientFrame frame) {
        return answer(() -> link.request(frame));
    }

    /** The server's answer to a request; an error in it fails the stage. */
    CompletionStage<ServerFrame> answer(Supplier<CompletionStage<ServerFrame>> request) {
        CompletableFuture<ServerFrame> answered = new CompletableFuture<>();
        run(() -> request.get().whenComplete((answer, failed) -> {
            if (failed != null) {
                answered.completeExceptionally(failed);
            } else if (answer.hasError()) {
                answered.completeExceptionally(new RefusedException(answer.getError()));
            } else {
                answered.complete(answer);
            }
        }));
        return answered;
    }

    /** A listener that fails must not take the connection with it. */
    private void tell(Consumer<ChatListener> news) {
        try {
            news.accept(listener);
        } catch (RuntimeException e) {
            LOG.log(ERROR, "The app's listener failed", e);
        }
    }

    void run(Runnable action) {
        if (loop.inEventLoop()) {
            action.run();
        } else {
            loop.execute(action);
        }
    }

    <T> CompletionStage<T> call(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        run(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    CompletionStage<Void> online() {
        return online;
    }

    String me() {
        return me;
    }

    Inbox inbox() {
        return inbox;
    }

    Link link() {
        return link;
    }

    Dispatch dispatch() {
        return dispatch;
    }
}
