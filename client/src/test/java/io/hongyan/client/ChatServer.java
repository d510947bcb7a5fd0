package io.hongyan.client;

import io.hongyan.client.FrameServer.Peer;
import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.Transport;
import io.hongyan.client.inbox.Conversation;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.ConversationChanges;
import io.hongyan.proto.client.v1.ConversationSummary;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.Hello;
import io.hongyan.proto.client.v1.HistoryPage;
import io.hongyan.proto.client.v1.Message;
import io.hongyan.proto.client.v1.Pong;
import io.hongyan.proto.client.v1.Position;
import io.hongyan.proto.client.v1.PresenceUpdate;
import io.hongyan.proto.client.v1.Send;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.SyncPage;
import io.hongyan.proto.client.v1.Welcome;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.error.v1.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** One user's server on a real socket: remembers messages, answers what a client asks, and misbehaves on demand. */
final class ChatServer implements AutoCloseable, FrameServer.Behaviour {

    final List<ClientFrame> heard = new CopyOnWriteArrayList<>();
    final List<Hello> hellos = new CopyOnWriteArrayList<>();

    private final FrameServer server = new FrameServer(Transport.TCP, null, this);
    private final Map<String, List<ClientEvent>> logs = new HashMap<>();
    private final Map<String, ClientEvent> byClientId = new HashMap<>();
    private final int heartbeatMs;
    private String me = "";
    private long readSeq;
    private @Nullable Peer current;

    /** Sees each frame first; true if it has dealt with it. */
    volatile BiPredicate<Peer, ClientFrame> first = (peer, frame) -> false;

    ChatServer(int heartbeatMs) {
        this.heartbeatMs = heartbeatMs;
    }

    ServerAddress address() {
        return server.address();
    }

    @Override
    public synchronized void onFrame(Peer peer, ClientFrame frame) {
        heard.add(frame);
        if (!first.test(peer, frame)) {
            answer(peer, frame);
        }
    }

    synchronized void answer(Peer peer, ClientFrame frame) {
        ServerFrame.Builder answer = ServerFrame.newBuilder().setId(frame.getId());
        switch (frame.getBodyCase()) {
            case HELLO -> {
                hellos.add(frame.getHello());
                current = peer;
                peer.send(answer.setWelcome(welcome(frame.getHello())).build());
            }
            case SEND -> peer.send(answer.setAck(store(frame.getSend())).build());
            case READ -> {
                readSeq = Math.max(readSeq, frame.getRead().getSeq());
                peer.send(answer.setAck(Ack.newBuilder()
                                .setConversationId(frame.getRead().getConversationId())
                                .setSeq(readSeq))
                        .build());
            }
            case HISTORY ->
                peer.send(answer.setHistory(history(
                                frame.getHistory().getConversationId(),
                                frame.getHistory().getAfterSeq()))
                        .build());
            case SYNC ->
                peer.send(answer.setSync(SyncPage.newBuilder()
                                .addAllChanges(changes(frame.getSync().getHaveList())))
                        .build());
            case PING ->
                peer.send(answer.setPong(Pong.newBuilder()
                                .setComplete(true)
                                .setHeadSum(logs.values().stream()
                                        .mapToLong(List::size)
                                        .sum())
                                .setConversationCount(logs.size())
                                .setUnreadTotal(unread()))
                        .build());
            case WATCH_PRESENCE ->
                peer.send(
                        answer.setPresence(PresenceUpdate.getDefaultInstance()).build());
            case BYE -> peer.close();
            default -> {}
        }
    }

    private Welcome welcome(Hello hello) {
        return Welcome.newBuilder()
                .setUserId(me)
                .setHeartbeatMs(heartbeatMs)
                .addAllChanges(changes(hello.getHaveList()))
                .setUnreadTotal(unread())
                .build();
    }

    private List<ConversationChanges> changes(List<Position> have) {
        Map<String, Long> positions = new HashMap<>();
        have.forEach(position -> positions.put(position.getConversationId(), position.getSeq()));
        return logs.entrySet().stream()
                .filter(log -> log.getValue().size() > positions.getOrDefault(log.getKey(), 0L))
                .map(log -> ConversationChanges.newBuilder()
                        .setConversation(ConversationSummary.newBuilder()
                                .setConversationId(log.getKey())
                                .setHeadSeq(log.getValue().size())
                                .setFirstSeq(1)
                                .setReadSeq(readSeq)
                                .setUnread(unread()))
                        .addAllEvents(log.getValue()
                                .subList(
                                        Math.toIntExact(positions.getOrDefault(log.getKey(), 0L)),
                                        log.getValue().size()))
                        .build())
                .toList();
    }

    private long unread() {
        return logs.values().stream()
                .flatMap(List::stream)
                .filter(event -> event.getSeq() > readSeq && !event.getUserId().equals(me))
                .count();
    }

    private HistoryPage history(String id, long after) {
        List<ClientEvent> log = log(id);
        return HistoryPage.newBuilder()
                .setConversationId(id)
                .addAllEvents(log.subList(Math.toIntExact(after), log.size()))
                .setHeadSeq(log.size())
                .setFirstSeq(1)
                .build();
    }

    synchronized Ack store(Send send) {
        ClientEvent known = byClientId.get(send.getClientMessageId());
        String id = send.hasToUserId() ? Conversation.idBetween(me, send.getToUserId()) : send.getConversationId();
        ClientEvent event = known != null ? known : append(id, me, send.getClientMessageId(), send.getContent());
        return Ack.newBuilder()
                .setConversationId(id)
                .setSeq(event.getSeq())
                .setTimeMs(event.getTimeMs())
                .setRepeated(known != null)
                .build();
    }

    /** Somebody else writes; the event is not delivered by itself. */
    synchronized ClientEvent write(String id, String user, String text) {
        return append(id, user, "", Content.newBuilder().setText(text).build());
    }

    private ClientEvent append(String id, String user, String clientId, Content content) {
        ClientEvent event = ClientEvent.newBuilder()
                .setConversationId(id)
                .setSeq(log(id).size() + 1L)
                .setTimeMs(1_000 + log(id).size())
                .setUserId(user)
                .setMessage(Message.newBuilder().setContent(content).setClientMessageId(clientId))
                .build();
        log(id).add(event);
        byClientId.put(clientId, event);
        return event;
    }

    synchronized List<ClientEvent> log(String id) {
        return logs.computeIfAbsent(id, key -> new ArrayList<>());
    }

    synchronized void user(String id) {
        me = id;
    }

    synchronized void push(ServerFrame frame) {
        if (current != null) {
            current.send(frame);
        }
    }

    void push(ClientEvent event) {
        push(ServerFrame.newBuilder().setEvent(event).build());
    }

    synchronized void drop() {
        if (current != null) {
            current.close();
        }
    }

    static ServerFrame error(int id, ErrorCode code, boolean retry, boolean closes) {
        return ServerFrame.newBuilder()
                .setId(id)
                .setError(Error.newBuilder()
                        .setCode(code)
                        .setMessage(code.name())
                        .setRetry(retry)
                        .setCloses(closes))
                .build();
    }

    @Override
    public void close() {
        server.close();
    }
}
