package io.hongyan.launcher.chat;

import io.hongyan.launcher.Endpoints;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.HistoryPage;
import io.hongyan.proto.client.v1.Message;
import io.hongyan.proto.client.v1.PresenceUpdate;
import io.hongyan.proto.client.v1.SearchHit;
import io.hongyan.proto.client.v1.SearchPage;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.Welcome;
import io.hongyan.proto.search.v1.TextRange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A server for one user and one conversation, on a real socket: acks what is sent, and knows what was said. */
final class TinyServer implements AutoCloseable {

    private final ServerSocket listening;
    private final List<ClientEvent> log = new ArrayList<>();

    TinyServer() throws IOException {
        listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    Endpoints endpoints() {
        int port = listening.getLocalPort();
        return new Endpoints("127.0.0.1", port, port, port, "127.0.0.1:1");
    }

    synchronized List<String> texts() {
        return log.stream()
                .map(event -> event.getUserId() + ": "
                        + event.getMessage().getContent().getText())
                .toList();
    }

    synchronized ClientEvent say(String conversation, String user, Message message) {
        ClientEvent event = ClientEvent.newBuilder()
                .setConversationId(conversation)
                .setSeq(log.size() + 1L)
                .setTimeMs(System.currentTimeMillis())
                .setUserId(user)
                .setMessage(message)
                .build();
        log.add(event);
        return event;
    }

    private void accept() {
        try {
            while (!listening.isClosed()) {
                Socket socket = listening.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed by the test
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            ClientFrame frame = ClientFrame.parseDelimitedFrom(in);
            while (frame != null && !frame.hasBye()) {
                ServerFrame answer = answer(frame);
                if (frame.getId() != 0) {
                    answer.toBuilder().setId(frame.getId()).build().writeDelimitedTo(out);
                    out.flush();
                }
                frame = ClientFrame.parseDelimitedFrom(in);
            }
        } catch (IOException e) {
            // the client has gone without waiting for its answers
        }
    }

    private synchronized ServerFrame answer(ClientFrame frame) {
        ServerFrame.Builder answer = ServerFrame.newBuilder();
        return switch (frame.getBodyCase()) {
            case HELLO ->
                answer.setWelcome(Welcome.newBuilder().setHeartbeatMs(60_000)).build();
            case SEND -> {
                ClientEvent event = say(
                        "d:alice:bob",
                        "alice",
                        Message.newBuilder()
                                .setContent(frame.getSend().getContent())
                                .build());
                yield answer.setAck(Ack.newBuilder()
                                .setConversationId(event.getConversationId())
                                .setSeq(event.getSeq())
                                .setTimeMs(event.getTimeMs()))
                        .build();
            }
            case HISTORY ->
                answer.setHistory(HistoryPage.newBuilder()
                                .setConversationId(frame.getHistory().getConversationId())
                                .addAllEvents(log)
                                .setHeadSeq(log.size()))
                        .build();
            case SEARCH ->
                answer.setSearch(SearchPage.newBuilder()
                                .addAllHits(log.stream()
                                        .filter(event -> event.getMessage()
                                                .getContent()
                                                .getText()
                                                .startsWith(frame.getSearch().getText()))
                                        .map(event -> SearchHit.newBuilder()
                                                .setEvent(event)
                                                .addHighlights(TextRange.newBuilder()
                                                        .setLength(frame.getSearch()
                                                                .getText()
                                                                .length()))
                                                .build())
                                        .toList()))
                        .build();
            case WATCH_PRESENCE ->
                answer.setPresence(PresenceUpdate.getDefaultInstance()).build();
            default -> answer.setAck(Ack.getDefaultInstance()).build();
        };
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
