package io.hongyan.client;

import static java.util.function.Function.identity;

import io.hongyan.client.connection.netty.Connections;
import io.hongyan.client.inbox.Conversation;
import io.hongyan.client.outbox.Outgoing;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.Block;
import io.hongyan.proto.client.v1.ChangeGroup;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.CreateGroup;
import io.hongyan.proto.client.v1.HistoryPage;
import io.hongyan.proto.client.v1.HistoryRequest;
import io.hongyan.proto.client.v1.Leave;
import io.hongyan.proto.client.v1.MemberPage;
import io.hongyan.proto.client.v1.MembersRequest;
import io.hongyan.proto.client.v1.Mute;
import io.hongyan.proto.client.v1.OwnChange;
import io.hongyan.proto.client.v1.Recall;
import io.hongyan.proto.client.v1.RegisterPush;
import io.hongyan.proto.client.v1.RemovePush;
import io.hongyan.proto.client.v1.RoleGrant;
import io.hongyan.proto.client.v1.SearchPage;
import io.hongyan.proto.client.v1.SearchRequest;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.SetTimer;
import io.hongyan.proto.client.v1.Silence;
import io.hongyan.proto.client.v1.Typing;
import io.hongyan.proto.client.v1.UserList;
import io.hongyan.proto.client.v1.WatchPresence;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.GroupRules;
import io.hongyan.proto.events.v1.Role;
import io.hongyan.proto.push.v1.PushProvider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What an app wants of a chat: stays logged in by itself, keeps conversations without holes, sends messages until they
 * arrived, counts unread, and tells a {@link ChatListener} what happens.
 *
 * <p>All methods may be called from any thread and return at once. Stages complete on the client's event loop: with an
 * answer, or with a {@link RefusedException}, or with a {@link io.hongyan.client.connection.ConnectionException}.
 */
public final class ChatClient implements AutoCloseable {

    private final ChatSession session;

    private ChatClient(ChatSession session) {
        this.session = session;
    }

    /** Starts a client, which begins to connect. */
    public static ChatClient start(
            Connections connections, ChatOptions options, TokenSource tokens, LocalStore store, ChatListener listener) {
        ChatSession session = new ChatSession(connections, options, tokens, store, listener);
        session.run(session::start);
        return new ChatClient(session);
    }

    /** Done at the first login; fails if the client stops before. */
    public CompletionStage<ChatClient> online() {
        return session.online().thenApply(nothing -> this);
    }

    /** Sends a text to a conversation. Done when it is safe in the log, however long that takes. */
    public CompletionStage<Ack> sendText(String conversationId, String text) {
        return send(
                conversationId,
                UUID.randomUUID().toString(),
                Content.newBuilder().setText(text).build());
    }

    /** Sends a text to a user; their conversation begins with the first. */
    public CompletionStage<Ack> sendTextTo(String userId, String text) {
        return sendText(Conversation.idBetween(session.me(), userId), text);
    }

    /**
     * Sends a message. Messages of one conversation arrive in the order of these calls.
     *
     * @param clientMessageId one's own id for it: to send the same again yields the same number and no second message
     */
    public CompletionStage<Ack> send(String conversationId, String clientMessageId, Content content) {
        return onLoop(() -> session.dispatch().send(new Outgoing(conversationId, clientMessageId, content)));
    }

    /**
     * Gives one's message other content, from the next ack on wherever it is shown. Done like {@link #send}: in order with
     * messages of the conversation, and however long it takes.
     *
     * @param clientMessageId one's own id for the edit, which no message of one's own has
     */
    public CompletionStage<Ack> edit(String conversationId, long seq, String clientMessageId, Content content) {
        return onLoop(() -> session.dispatch().send(new Outgoing(conversationId, clientMessageId, content, seq)));
    }

    /** How one's own list has its conversations: pinned, archived, marked as unread. */
    public Arranging arranging() {
        return new Arranging(session);
    }

    /** Files that messages carry and the suite keeps. */
    public MediaFiles media() {
        return new MediaFiles(session);
    }

    /** How users react to messages. */
    public Reactions reactions() {
        return new Reactions(session);
    }

    /** Takes a message back. */
    public CompletionStage<Ack> recall(String conversationId, long seq) {
        return change(ClientFrame.newBuilder()
                .setRecall(Recall.newBuilder().setConversationId(conversationId).setSeq(seq)));
    }

    /** The user has read everything up to a seq. Counts change at once, and the server is told when it can be. */
    public void read(String conversationId, long seq) {
        session.run(() -> session.perform(session.inbox().read(conversationId, seq)));
    }

    /** The user types, or has stopped. Worth nothing when late, hence dropped while offline. */
    public void typing(String conversationId, boolean typing) {
        session.run(() -> session.link()
                .send(ClientFrame.newBuilder()
                        .setTyping(Typing.newBuilder()
                                .setConversationId(conversationId)
                                .setTyping(typing))
                        .build()));
    }

    /** Creates a group. With the same client id again it finds the same group. */
    public CompletionStage<Ack> createGroup(String clientMessageId, String name, List<String> userIds) {
        return createGroup(group(clientMessageId, name, userIds));
    }

    /** The same, with rules other than the default. */
    public CompletionStage<Ack> createGroup(
            String clientMessageId, String name, List<String> userIds, GroupRules rules) {
        return createGroup(group(clientMessageId, name, userIds).setRules(rules));
    }

    private static CreateGroup.Builder group(String clientMessageId, String name, List<String> userIds) {
        return CreateGroup.newBuilder()
                .setClientMessageId(clientMessageId)
                .setName(name)
                .addAllUserIds(userIds);
    }

    private CompletionStage<Ack> createGroup(CreateGroup.Builder group) {
        return change(ClientFrame.newBuilder().setCreateGroup(group));
    }

    /** Renames a group. */
    public CompletionStage<Ack> rename(String conversationId, String name) {
        return changeGroup(
                ChangeGroup.newBuilder().setConversationId(conversationId).setRename(name));
    }

    /** Adds members to a group. */
    public CompletionStage<Ack> addMembers(String conversationId, List<String> userIds) {
        return changeGroup(ChangeGroup.newBuilder()
                .setConversationId(conversationId)
                .setAdd(UserList.newBuilder().addAllUserIds(userIds)));
    }

    /** Removes members from a group. */
    public CompletionStage<Ack> removeMembers(String conversationId, List<String> userIds) {
        return changeGroup(ChangeGroup.newBuilder()
                .setConversationId(conversationId)
                .setRemove(UserList.newBuilder().addAllUserIds(userIds)));
    }

    /** Gives a member of a group another role. */
    public CompletionStage<Ack> setRole(String conversationId, String userId, Role role) {
        return changeGroup(ChangeGroup.newBuilder()
                .setConversationId(conversationId)
                .setSetRole(RoleGrant.newBuilder().setUserId(userId).setRole(role)));
    }

    /** Says who may do what in a group, all of it: what is not set is as by default. Its owner only. */
    public CompletionStage<Ack> setRules(String conversationId, GroupRules rules) {
        return changeGroup(
                ChangeGroup.newBuilder().setConversationId(conversationId).setSetRules(rules));
    }

    /**
     * Keeps members of a group from sending, editing and reacting for a while from now; zero: no longer. Admins and the owner only.
     *
     * @param duration at most 366 days
     */
    public CompletionStage<Ack> silence(String conversationId, List<String> userIds, Duration duration) {
        return changeGroup(ChangeGroup.newBuilder()
                .setConversationId(conversationId)
                .setSilence(Silence.newBuilder().addAllUserIds(userIds).setDurationMs(duration.toMillis())));
    }

    /**
     * Has messages that are sent from now on disappear for everybody after a time; zero: no longer. In groups for admins and the owner;
     * of two, either may.
     *
     * @param after one second to 366 days, or zero
     */
    public CompletionStage<Ack> setTimer(String conversationId, Duration after) {
        return change(ClientFrame.newBuilder()
                .setSetTimer(
                        SetTimer.newBuilder().setConversationId(conversationId).setDurationMs(after.toMillis())));
    }

    /** Leaves a group. */
    public CompletionStage<Ack> leave(String conversationId) {
        return changeGroup(
                ChangeGroup.newBuilder().setConversationId(conversationId).setLeave(Leave.getDefaultInstance()));
    }

    /** Mutes or unmutes a conversation for oneself. */
    public CompletionStage<Ack> mute(String conversationId, boolean muted) {
        OwnChange.Builder done =
                OwnChange.newBuilder().setConversationId(conversationId).setMuted(muted);
        return own(
                done,
                ClientFrame.newBuilder()
                        .setMute(Mute.newBuilder()
                                .setConversationId(conversationId)
                                .setMuted(muted)));
    }

    /** Blocks or unblocks a user, with whom there is a conversation of two. */
    public CompletionStage<Ack> block(String userId, boolean blocked) {
        OwnChange.Builder done = OwnChange.newBuilder()
                .setConversationId(Conversation.idBetween(session.me(), userId))
                .setBlocked(blocked);
        return own(
                done,
                ClientFrame.newBuilder()
                        .setBlock(Block.newBuilder().setUserId(userId).setBlocked(blocked)));
    }

    /** A page of history from the server. It is not kept: what the client keeps is in {@link #events}. */
    public CompletionStage<HistoryPage> history(HistoryRequest request) {
        return session.ask(ClientFrame.newBuilder().setHistory(request).build())
                .thenApply(answer -> answer.getHistory());
    }

    /** The newest page of history before a seq; 0: from the end, and not older than what the device has. */
    public CompletionStage<HistoryPage> historyBefore(String conversationId, long seq, int pageSize) {
        return conversation(conversationId)
                .thenCompose(known -> history(HistoryRequest.newBuilder()
                        .setConversationId(conversationId)
                        .setBeforeSeq(seq)
                        .setPageSize(pageSize)
                        .setAtLeastSeq(known.map(Conversation::haveSeq).orElse(0L))
                        .build()));
    }

    /** A page of messages that say some words, of all that the user may see. They are not kept. */
    public CompletionStage<SearchPage> search(SearchRequest request) {
        return session.ask(ClientFrame.newBuilder().setSearch(request).build()).thenApply(ServerFrame::getSearch);
    }

    /** A page of a conversation's members. */
    public CompletionStage<MemberPage> members(MembersRequest request) {
        return session.ask(ClientFrame.newBuilder().setMembers(request).build())
                .thenApply(answer -> answer.getMembers());
    }

    /** Changes whose presence is told, now and after each reconnect. What is known now comes by the listener. */
    public void watchPresence(boolean partners, List<String> userIds) {
        WatchPresence watch = WatchPresence.newBuilder()
                .setPartners(partners)
                .addAllUserIds(userIds)
                .build();
        session.run(() -> session.watch(watch));
    }

    /** Registers this device for alerts. */
    public CompletionStage<Ack> registerPush(PushProvider provider, String appId, String token) {
        return registerPush(RegisterPush.newBuilder()
                .setProvider(provider)
                .setAppId(appId)
                .setToken(token)
                .build());
    }

    /** The same, with what only some providers need: Apple's environment, the keys of a browser's subscription. */
    public CompletionStage<Ack> registerPush(RegisterPush registration) {
        return ack(ClientFrame.newBuilder().setRegisterPush(registration));
    }

    /** Forgets this device's registration for alerts. */
    public CompletionStage<Ack> removePush() {
        return ack(ClientFrame.newBuilder().setRemovePush(RemovePush.getDefaultInstance()));
    }

    /** What the user wants of alerts, and what became of them. */
    public Alerts alerts() {
        return new Alerts(session);
    }

    /**
     * The app came to the foreground or went to the background. Fails at once while not logged in, and if the server cannot
     * take it now; either way it is remembered, and told with the next login or heartbeat without being asked again.
     */
    public CompletionStage<Ack> appState(boolean background) {
        return session.answer(() -> session.link().app().change(background)).thenApply(ServerFrame::getAck);
    }

    /** All conversations that the device knows, the latest first. */
    public CompletionStage<List<Conversation>> conversations() {
        return session.call(() -> session.inbox().conversations());
    }

    /** One conversation, if the device knows it. */
    public CompletionStage<Optional<Conversation>> conversation(String id) {
        return session.call(() -> session.inbox().conversation(id));
    }

    /** The events of a conversation that the device keeps, ascending and without holes. */
    public CompletionStage<List<ClientEvent>> events(String conversationId) {
        return session.call(() -> session.inbox().events(conversationId));
    }

    /** Unread in all conversations that are not muted. */
    public CompletionStage<Long> unreadTotal() {
        return session.call(() -> session.inbox().unreadTotal());
    }

    /** Logs out and stops. Messages without ack stay in the store. */
    @Override
    public void close() {
        session.run(session::stop);
    }

    /** Drops the socket without a word, as when a phone loses its network; the client comes back by itself. */
    public void dropConnection() {
        session.run(() -> session.link().drop());
    }

    private CompletionStage<Ack> changeGroup(ChangeGroup.Builder change) {
        return change(ClientFrame.newBuilder().setChangeGroup(change));
    }

    private CompletionStage<Ack> change(ClientFrame.Builder frame) {
        return session.change(frame.build());
    }

    private CompletionStage<Ack> own(OwnChange.Builder done, ClientFrame.Builder frame) {
        return ack(frame)
                .thenApplyAsync(
                        ack -> {
                            session.perform(session.inbox()
                                    .on(done.setOwnVersion(ack.getOwnVersion())
                                            .setHeadSeq(ack.getSeq())
                                            .build()));
                            return ack;
                        },
                        session::run);
    }

    private CompletionStage<Ack> ack(ClientFrame.Builder frame) {
        return session.ask(frame.build()).thenApply(answer -> answer.getAck());
    }

    private <T> CompletionStage<T> onLoop(Supplier<CompletionStage<T>> action) {
        return session.call(action).thenCompose(identity());
    }
}
