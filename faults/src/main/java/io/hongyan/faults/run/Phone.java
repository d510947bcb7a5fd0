package io.hongyan.faults.run;

import io.hongyan.client.ChatClient;
import io.hongyan.client.ChatListener;
import io.hongyan.client.ChatOptions;
import io.hongyan.client.ConnectionState;
import io.hongyan.client.LocalStore;
import io.hongyan.client.MemoryStore;
import io.hongyan.client.RefusedException;
import io.hongyan.client.TokenSource;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.client.inbox.Conversation;
import io.hongyan.client.outbox.Outgoing;
import io.hongyan.faults.oracle.Entry;
import io.hongyan.faults.oracle.Fact;
import io.hongyan.faults.oracle.Fact.Change;
import io.hongyan.faults.oracle.Look.Kept;
import io.hongyan.faults.oracle.Reader;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.OwnChange;
import io.hongyan.proto.client.v1.UserPresence;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A user's app on one device: does what it is told, and writes down what it is told. Safe for several threads. */
final class Phone implements ChatListener {

    private final Connections connections;
    private final ChatOptions options;
    private final TokenSource tokens;
    private final Set<String> watched;
    private final Journal journal;
    private final Reader reader;
    private final LocalStore store = new MemoryStore(); // outlives the app, as a disk does
    private final Persistence persistence = new Persistence();
    private final Screen screen = new Screen();
    private final Writing writing;
    private final Map<String, Long> cursors = new ConcurrentHashMap<>();
    private volatile ConnectionState state = ConnectionState.CONNECTING;
    private volatile boolean away;
    private volatile boolean background;
    private volatile boolean watching;
    private volatile ChatClient client;

    /**
     * Opens the app for the first time.
     *
     * @param watched whose presence it wants to know
     */
    Phone(Connections connections, ChatOptions options, TokenSource tokens, Set<String> watched, Journal journal) {
        this.connections = connections;
        this.options = options;
        this.tokens = tokens;
        this.watched = watched;
        this.journal = journal;
        this.reader = new Reader(options.userId(), options.deviceId());
        this.writing = new Writing(options.userId(), journal);
        this.client = open();
    }

    private ChatClient open() {
        ChatClient opened = ChatClient.start(connections, options.withBackground(background), tokens, store, this);
        if (watching) {
            opened.watchPresence(false, List.copyOf(watched));
        }
        return opened;
    }

    /**
     * Wants to know from now on who is there. Once everybody has been there: of whom the server has never heard, it tells
     * nobody before it looks again, minutes later.
     */
    void watch() {
        watching = true;
        journal.tell(at -> new Fact.Watches(at, reader, watched));
        client.watchPresence(false, List.copyOf(watched));
    }

    ChatClient client() {
        return client;
    }

    Reader reader() {
        return reader;
    }

    /** Closes the app. Messages without ack wait in its store. */
    void leave() {
        away = true;
        client.close();
    }

    /** The app is gone without a goodbye: what it was about to say is not said. */
    void crash() {
        away = true;
        client.dropConnection();
        client.close();
    }

    /** The app is not opened any more. */
    void end() {
        persistence.end();
        leave();
    }

    /**
     * Opens the app again, if it is closed. What waits in its store it sends by itself; it is asked for here once more,
     * since only who asks is told the ack.
     */
    void comeBack() {
        if (away) {
            away = false;
            state = ConnectionState.CONNECTING;
            List<Outgoing> waiting = store.outbox();
            client = open();
            waiting.forEach(this::sendAgain);
        }
    }

    /** Sends a message or an edit for the first time. */
    void send(Outgoing it) {
        writing.send(client, it);
    }

    /** Sends it again. */
    void sendAgain(Outgoing it) {
        writing.sendAgain(client, it);
    }

    /** Reads all that is shown of a conversation. */
    void read(String conversation) {
        ChatClient app = client;
        app.conversation(conversation)
                .thenAccept(known -> known.filter(view -> view.haveSeq() > view.readSeq() && !view.left())
                        .ifPresent(view -> {
                            journal.tell(at -> new Fact.Read(at, reader, conversation, view.haveSeq()));
                            app.read(conversation, view.haveSeq());
                        }));
    }

    /** Asks for a change until it is made or refused, as an app does whose user waits. */
    void change(String conversation, Change change, Function<ChatClient, CompletionStage<Ack>> how) {
        int ask = journal.ask(reader.user(), conversation, change);
        untilAnswered(
                how,
                ack -> journal.tell(at -> new Fact.Done(at, ask, ack.getSeq())),
                refused -> journal.tell(at ->
                        new Fact.Denied(at, ask, Entries.code(refused.error().getCode()))));
    }

    /** The app goes to the background, or comes back. */
    void background(boolean on) {
        background = on;
        journal.tell(at -> new Fact.AppState(at, reader, on));
        untilAnswered(
                app -> app.appState(background), // what holds by then, should it have changed meanwhile
                ack -> {},
                refused -> journal.complain("%s may not change its state: %s".formatted(reader, refused.getMessage())));
    }

    /** Registers for alerts. */
    void register(io.hongyan.proto.push.v1.PushProvider provider, String appId, String token) {
        untilAnswered(
                app -> app.registerPush(provider, appId, token),
                ack -> journal.tell(at -> new Fact.Registered(at, reader, token)),
                refused -> journal.complain("%s may not register: %s".formatted(reader, refused.getMessage())));
    }

    private void untilAnswered(
            Function<ChatClient, CompletionStage<Ack>> how, Consumer<Ack> done, Consumer<RefusedException> denied) {
        persistence.attempt(() -> away ? null : how.apply(client), (ack, failed) -> {
            RefusedException refused = refusal(failed);
            if (ack != null) {
                done.accept(ack);
            } else if (refused != null) {
                denied.accept(refused);
            }
            return ack != null || refused != null;
        });
    }

    /** A refusal for good; null for everything that may go better next time. */
    static @Nullable RefusedException refusal(@Nullable Throwable failed) {
        Throwable cause =
                failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
        return cause instanceof RefusedException refused && !refused.error().getRetry() ? refused : null;
    }

    /** Whether it is logged in, and nothing waits for an answer. */
    boolean isAtRest() {
        return state == ConnectionState.ONLINE && store.outbox().isEmpty() && persistence.isOver();
    }

    /** Why it is not at rest. */
    String unrest() {
        return "%s is %s and waits for %d acks%s"
                .formatted(reader, state, store.outbox().size(), persistence.isOver() ? "" : ", and for other answers");
    }

    /** What it shows of messages that are not as they were sent, as far as that was not in order before. */
    List<Kept> kept() {
        return screen.kept(client, reader);
    }

    /** All that it shows is in order. */
    void isInOrder() {
        screen.isInOrder();
    }

    @Override
    public void onEvents(Conversation conversation, List<ClientEvent> events) {
        List<Entry> entries = events.stream().map(Entries::fromEvent).toList();
        journal.tell(at -> new Fact.Shown(at, reader, conversation.id(), entries));
        screen.shown(conversation.id(), entries);
        cursor(conversation);
    }

    @Override
    public void onConversation(Conversation conversation) {
        cursor(conversation);
    }

    private void cursor(Conversation conversation) {
        Long before = cursors.put(conversation.id(), conversation.readSeq());
        if (before == null || before != conversation.readSeq()) {
            journal.tell(at -> new Fact.CursorShown(at, reader, conversation.id(), conversation.readSeq()));
        }
    }

    @Override
    public void onOwnChange(OwnChange change) {
        if (change.hasReadSeq()) {
            journal.tell(at -> new Fact.CursorTold(at, reader, change.getConversationId(), change.getReadSeq()));
        }
    }

    @Override
    public void onPresence(List<UserPresence> users) {
        users.forEach(
                user -> journal.tell(at -> new Fact.PresenceTold(at, reader, user.getUserId(), Entries.state(user))));
    }

    @Override
    public void onState(ConnectionState now, String why) {
        boolean was = state == ConnectionState.ONLINE;
        boolean trying = state == ConnectionState.CONNECTING;
        if (now == ConnectionState.ONLINE) {
            journal.tell(at -> new Fact.Up(at, reader, background));
            if (watching) {
                journal.tell(at -> new Fact.Watches(at, reader, watched));
            }
        } else if (was) {
            journal.tell(at -> new Fact.Down(at, reader));
        } else if (trying && now != ConnectionState.CONNECTING) {
            journal.tell(at -> new Fact.LoginFailed(at, reader));
        }
        if (now == ConnectionState.CONNECTING) {
            journal.tell(at -> new Fact.LoginBegun(at, reader));
        }
        state = now;
    }

    /** How long an answer of the client itself may take, in seconds. */
    static final int ANSWER_SECONDS_MAX = 10;

    /** Waits for an answer of the client. */
    static <T> T await(CompletionStage<T> answer) {
        return answer.toCompletableFuture()
                .orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                .join();
    }
}
