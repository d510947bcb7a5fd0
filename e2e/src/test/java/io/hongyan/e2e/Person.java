package io.hongyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hongyan.client.ChatClient;
import io.hongyan.client.ChatListener;
import io.hongyan.client.ChatOptions;
import io.hongyan.client.LocalStore;
import io.hongyan.client.MemoryStore;
import io.hongyan.client.RefusedException;
import io.hongyan.client.connection.Transport;
import io.hongyan.client.connection.Trust;
import io.hongyan.client.inbox.Conversation;
import io.hongyan.client.inbox.InboxLimits;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.OwnChange;
import io.hongyan.proto.client.v1.Receipt;
import io.hongyan.proto.client.v1.TypingSignal;
import io.hongyan.proto.client.v1.UserPresence;
import io.hongyan.proto.error.v1.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Somebody with an app: a user on one device, and everything that the app was told. */
final class Person implements ChatListener, AutoCloseable {

    private static final InboxLimits KEEPS_ALL = new InboxLimits(1_000, 10_000, 10_000, 10_000, 50);

    final String id;
    final List<ClientEvent> events = new CopyOnWriteArrayList<>();
    final List<Receipt> receipts = new CopyOnWriteArrayList<>();
    final List<TypingSignal> typing = new CopyOnWriteArrayList<>();
    final List<OwnChange> ownChanges = new CopyOnWriteArrayList<>();
    final Map<String, UserPresence> presence = new ConcurrentHashMap<>();
    volatile long unreadTotal;

    private final RunningSuite suite;
    private final ChatOptions options;
    private final LocalStore store = new MemoryStore();
    private ChatClient client;

    private Person(
            RunningSuite suite, String id, String device, Transport transport, boolean background, Duration heartbeat) {
        this.suite = suite;
        this.id = id;
        ChatOptions plain = ChatOptions.of(suite.address(transport), id, device).withBackground(background);
        this.options = plain.withConnection(plain.connection().withTrust(new Trust.Anyone()))
                .withInbox(KEEPS_ALL)
                .withHeartbeat(heartbeat);
        this.client = connect();
    }

    static Person online(RunningSuite suite, String id) {
        return online(suite, id, "phone", Transport.TCP);
    }

    static Person online(RunningSuite suite, String id, String device, Transport transport) {
        var person = new Person(suite, id, device, transport, false, RunningSuite.HEARTBEAT);
        join(person.client.online());
        return person;
    }

    /** As {@link #online}, but so rarely pinging that only what is delivered can be had within a test. */
    static Person withoutHeartbeat(RunningSuite suite, String id) {
        var person = new Person(suite, id, "phone", Transport.TCP, false, Duration.ofMinutes(5));
        join(person.client.online());
        return person;
    }

    ChatClient app() {
        return client;
    }

    /** The app is closed, or the phone is out of reach. */
    void goOffline() {
        client.close();
    }

    /** The app is opened again, with what it had stored. */
    void comeBack() {
        client = connect();
        join(client.online());
    }

    Ack say(String conversationId, String text) {
        return join(client.sendText(conversationId, text));
    }

    Ack sayTo(Person other, String text) {
        return join(client.sendTextTo(other.id, text));
    }

    List<ClientEvent> timeline(String conversationId) {
        return join(client.events(conversationId));
    }

    List<String> texts(String conversationId) {
        return timeline(conversationId).stream()
                .filter(ClientEvent::hasMessage)
                .map(event -> event.getMessage().getContent().getText())
                .toList();
    }

    long unread(String conversationId) {
        return join(client.conversation(conversationId))
                .map(Conversation::unread)
                .orElse(0L);
    }

    static String between(Person one, Person other) {
        return Conversation.idBetween(one.id, other.id);
    }

    static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    static void assertRefused(ErrorCode code, CompletionStage<?> request) {
        var failure = catchThrowableOfType(CompletionException.class, () -> join(request));

        assertThat(failure.getCause())
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.error().getCode()).isEqualTo(code));
    }

    private ChatClient connect() {
        return ChatClient.start(
                suite.connections(),
                options,
                () -> CompletableFuture.completedFuture(suite.issuer().token(id)),
                store,
                this);
    }

    @Override
    public void onEvents(Conversation conversation, List<ClientEvent> more) {
        events.addAll(more);
    }

    @Override
    public void onReceipt(Receipt receipt) {
        receipts.add(receipt);
    }

    @Override
    public void onTyping(TypingSignal signal) {
        typing.add(signal);
    }

    @Override
    public void onOwnChange(OwnChange change) {
        ownChanges.add(change);
    }

    @Override
    public void onPresence(List<UserPresence> users) {
        users.forEach(user -> presence.put(user.getUserId(), user));
    }

    @Override
    public void onUnreadTotal(long total) {
        unreadTotal = total;
    }

    @Override
    public void close() {
        client.close();
    }
}
