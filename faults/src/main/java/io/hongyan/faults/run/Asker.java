package io.hongyan.faults.run;

import io.hongyan.client.connection.Closed;
import io.hongyan.client.connection.ConnectionListener;
import io.hongyan.client.connection.ConnectionOptions;
import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.netty.Connection;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.faults.oracle.Entry;
import io.hongyan.faults.oracle.Look.Count;
import io.hongyan.faults.oracle.Look.Counts;
import io.hongyan.faults.oracle.Look.History;
import io.hongyan.faults.oracle.Reader;
import io.hongyan.proto.client.v1.Bye;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.ConversationPage;
import io.hongyan.proto.client.v1.ConversationSummary;
import io.hongyan.proto.client.v1.ConversationsRequest;
import io.hongyan.proto.client.v1.Hello;
import io.hongyan.proto.client.v1.HistoryPage;
import io.hongyan.proto.client.v1.HistoryRequest;
import io.hongyan.proto.client.v1.ServerFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A new device of a user that asks for everything: what the server itself says, with nothing that a client library might
 * have made of it.
 */
final class Asker implements ConnectionListener, AutoCloseable {

    /** The server did not answer, or not now: ask again later. */
    static final class NoAnswerException extends RuntimeException {

        private static final long serialVersionUID = 1;

        NoAnswerException(String message) {
            super(message);
        }
    }

    /**
     * What a user is told.
     *
     * @param counts cursors and counts as stated
     * @param histories each conversation to its end
     */
    record Answer(Counts counts, List<History> histories) {}

    private static final int ANSWER_SECONDS_MAX = 15;
    private static final int PAGE = 100;

    private final Reader reader;
    private final Connection connection;

    private Asker(Connections connections, ServerAddress address, Reader reader) {
        this.reader = reader;
        this.connection = connections
                .open(address, ConnectionOptions.DEFAULT, this)
                .toCompletableFuture()
                .orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                .join();
    }

    /**
     * Asks. In the background, so that nobody takes it for somebody who is there.
     *
     * @param after by conversation, beyond which number history is asked for; where there is none, from the beginning
     * @throws NoAnswerException if something was not answered
     * @throws java.util.concurrent.CompletionException if the connection could not be had, or broke
     */
    static Answer ask(
            Connections connections, ServerAddress address, Reader reader, String token, Map<String, Long> after) {
        try (var asker = new Asker(connections, address, reader)) {
            asker.request(ClientFrame.newBuilder()
                    .setHello(Hello.newBuilder()
                            .setToken(token)
                            .setDeviceId(reader.device())
                            .setBackground(true)
                            .setAgent("hongyan-faults")));
            return asker.everything(after);
        }
    }

    private Answer everything(Map<String, Long> after) {
        Map<String, Count> counts = new LinkedHashMap<>();
        List<History> histories = new ArrayList<>();
        ConversationPage page = conversations("");
        long total = page.getUnreadTotal();
        while (page.getConversationsCount() > 0) {
            for (ConversationSummary summary : page.getConversationsList()) {
                String id = summary.getConversationId();
                long from = after.getOrDefault(id, 0L);
                counts.put(
                        id,
                        new Count(
                                summary.getReadSeq(),
                                summary.getUnread(),
                                summary.getMuted(),
                                summary.getUnreadMentions(),
                                summary.getMentionSeqsList()));
                histories.add(new History(reader, id, from, history(id, from, summary.getHeadSeq())));
            }
            if (page.getNextPageToken().isEmpty()) {
                break;
            }
            page = conversations(page.getNextPageToken());
        }
        return new Answer(new Counts(reader, counts, total), histories);
    }

    private ConversationPage conversations(String pageToken) {
        return request(ClientFrame.newBuilder()
                        .setConversations(ConversationsRequest.newBuilder()
                                .setPageSize(PAGE)
                                .setPageToken(pageToken)))
                .getConversations();
    }

    private List<Entry> history(String conversation, long from, long head) {
        List<Entry> entries = new ArrayList<>();
        boolean more = true;
        long after = from;
        while (more) {
            HistoryPage page = request(ClientFrame.newBuilder()
                            .setHistory(HistoryRequest.newBuilder()
                                    .setConversationId(conversation)
                                    .setAfterSeq(after)
                                    .setPageSize(PAGE)
                                    .setAtLeastSeq(head)))
                    .getHistory();
            page.getEventsList().forEach(event -> entries.add(Entries.fromEvent(event)));
            more = page.getMore() && page.getEventsCount() > 0;
            after = page.getEventsCount() > 0
                    ? page.getEvents(page.getEventsCount() - 1).getSeq()
                    : after;
        }
        return entries;
    }

    private ServerFrame request(ClientFrame.Builder frame) {
        ServerFrame answer = connection
                .request(frame.build())
                .toCompletableFuture()
                .orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                .join();
        if (answer.hasError()) {
            throw new NoAnswerException("%s asked with %s and was answered %s: %s"
                    .formatted(
                            reader,
                            frame.getBodyCase(),
                            answer.getError().getCode(),
                            answer.getError().getMessage()));
        }
        return answer;
    }

    @Override
    public void onFrame(ServerFrame frame) {}

    @Override
    public void onClosed(Closed closed) {}

    @Override
    public void close() {
        connection.send(
                ClientFrame.newBuilder().setBye(Bye.getDefaultInstance()).build());
        connection.close();
    }
}
