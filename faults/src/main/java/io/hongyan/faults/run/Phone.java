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
import io.hongyan.faults.oracle.Evidence.Count;
import io.hongyan.faults.oracle.Evidence.Counts;
import io.hongyan.faults.oracle.Evidence.Timeline;
import io.hongyan.faults.oracle.Reader;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.OwnChange;
import io.hongyan.proto.content.v1.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A user's app on one device: does what it is told, and writes down what it is told. Safe for several threads. */
final class Phone implements ChatListener {

    private static final int ANSWER_SECONDS_MAX = 10;

    private final Connections connections;
    private final ChatOptions options;
    private final TokenSource tokens;
    private final Journal journal;
    private final Reader reader;
    private final LocalStore store = new MemoryStore(); // outlives the app, as a disk does
    private final Map<String, List<Entry>> shown = new LinkedHashMap<>();
    private volatile ConnectionState state = ConnectionState.CONNECTING;
    private volatile boolean away;
    private volatile ChatClient client;

    Phone(Connections connections, ChatOptions options, TokenSource tokens, Journal journal) {
        this.connections = connections;
        this.options = options;
        this.tokens = tokens;
        this.journal = journal;
        this.reader = new Reader(options.userId(), options.deviceId());
        this.client = open();
    }

    private ChatClient open() {
        return ChatClient.start(connections, options, tokens, store, this);
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
            waiting.forEach(message -> send(message.conversationId(), message.clientMessageId()));
        }
    }

    /** Sends a message, the first time or again. Who closes the app before the ack is told it in the next life. */
    void send(String conversation, String contentId) {
        client.send(
                        conversation,
                        contentId,
                        Content.newBuilder().setText(contentId).build())
                .whenComplete((ack, failed) -> {
                    if (failed == null) {
                        journal.acked(reader.user(), conversation, contentId, ack);
                    } else {
                        complainIfRefused("%s to %s".formatted(contentId, conversation), failed);
                    }
                });
    }

    /** Reads all that is shown of a conversation. */
    void read(String conversation) {
        ChatClient app = client;
        app.conversation(conversation)
                .thenAccept(known -> known.filter(view -> view.haveSeq() > view.readSeq())
                        .ifPresent(view -> {
                            journal.read(reader.user(), conversation, view.haveSeq());
                            app.read(conversation, view.haveSeq());
                        }));
    }

    void recall(String conversation, long seq) {
        client.recall(conversation, seq).whenComplete((ack, failed) -> {
            if (failed == null) {
                journal.recalled(reader.user(), conversation, seq, ack);
            } else {
                complainIfRefused("the recall of #%d in %s".formatted(seq, conversation), failed);
            }
        });
    }

    /** Nothing that is asked for here may be refused for good; that it is not answered may happen. */
    private void complainIfRefused(String what, Throwable failed) {
        Throwable cause =
                failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
        if (cause instanceof RefusedException refused && !refused.error().getRetry()) {
            journal.complain("%s was refused %s: %s".formatted(reader, what, refused.getMessage()));
        }
    }

    /** Whether it is logged in, and nothing waits for an ack. */
    boolean isAtRest() {
        return state == ConnectionState.ONLINE && store.outbox().isEmpty();
    }

    /** Why it is not at rest. */
    String unrest() {
        return "%s is %s and waits for %d acks"
                .formatted(reader, state, store.outbox().size());
    }

    /** What it showed, in order, since the beginning of the run. */
    synchronized List<Timeline> timelines() {
        return shown.entrySet().stream()
                .map(entry -> new Timeline(reader, entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    /** What it counts now. */
    Counts counts() {
        Map<String, Count> counts = new LinkedHashMap<>();
        for (Conversation conversation : client.conversations()
                .toCompletableFuture()
                .orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                .join()) {
            counts.put(conversation.id(), new Count(conversation.readSeq(), conversation.unread()));
        }
        long total = client.unreadTotal()
                .toCompletableFuture()
                .orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                .join();
        return new Counts(reader, counts, total);
    }

    @Override
    public synchronized void onEvents(Conversation conversation, List<ClientEvent> events) {
        List<Entry> entries = shown.computeIfAbsent(conversation.id(), id -> new ArrayList<>());
        events.forEach(event -> entries.add(Entries.fromEvent(event)));
    }

    @Override
    public void onOwnChange(OwnChange change) {
        if (change.hasReadSeq()) {
            journal.told(reader.user(), change.getConversationId(), change.getReadSeq());
        }
    }

    @Override
    public void onState(ConnectionState now, String why) {
        if (!away || now != ConnectionState.STOPPED) {
            state = now;
        }
    }
}
