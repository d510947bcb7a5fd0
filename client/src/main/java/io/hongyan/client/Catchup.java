package io.hongyan.client;

import io.hongyan.client.inbox.Effect;
import io.hongyan.client.inbox.Inbox;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.ConversationsRequest;
import io.hongyan.proto.client.v1.HistoryRequest;
import io.hongyan.proto.client.v1.Position;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.SyncRequest;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Asks for what the inbox misses, a few questions at a time. Lives on one event loop. */
final class Catchup {

    private static final int FILLS_AT_ONCE = 4;
    private static final int PAGE_SIZE = 200;
    private static final int EVENTS_PER_CONVERSATION = 50;
    private static final long PAUSE_MIN_MS = 1_000;
    private static final long PAUSE_MAX_MS = 30_000;

    private final EventLoop loop;
    private final Link link;
    private final Inbox inbox;
    private final Consumer<List<Effect>> perform;
    private final Queue<Effect.Fill> waiting = new ArrayDeque<>(); // at most one for each conversation
    private final Map<String, Long> pauses = new HashMap<>();
    private int filling;
    private int epoch;
    private List<Position> have = List.of();

    Catchup(EventLoop loop, Link link, Inbox inbox, Consumer<List<Effect>> perform) {
        this.loop = loop;
        this.link = link;
        this.inbox = inbox;
        this.perform = perform;
    }

    /** Questions of an earlier connection get no answer any more. */
    void onDown() {
        waiting.clear();
        pauses.clear();
        filling = 0;
        epoch++;
    }

    void fill(Effect.Fill fill) {
        waiting.add(fill);
        fillNext();
    }

    private void fillNext() {
        while (filling < FILLS_AT_ONCE && !waiting.isEmpty()) {
            filling++;
            ask(waiting.remove());
        }
    }

    private void ask(Effect.Fill fill) {
        ClientFrame frame = ClientFrame.newBuilder()
                .setHistory(HistoryRequest.newBuilder()
                        .setConversationId(fill.conversationId())
                        .setAfterSeq(fill.afterSeq())
                        .setPageSize(PAGE_SIZE)
                        .setAtLeastSeq(fill.atLeastSeq()))
                .build();
        int asked = epoch;
        link.request(frame).whenComplete((answer, failed) -> {
            if (asked != epoch) {
                return;
            }
            filling--;
            if (failed == null && answer.hasHistory()) {
                pauses.remove(fill.conversationId());
                perform.accept(inbox.on(answer.getHistory()));
            } else if (failed == null && !answer.getError().getRetry()) {
                inbox.fillFailed(fill.conversationId());
            } else {
                askAgain(fill, failed == null ? answer : ServerFrame.getDefaultInstance());
            }
            fillNext();
        });
    }

    private void askAgain(Effect.Fill fill, ServerFrame answer) {
        long pause = pauses.merge(fill.conversationId(), PAUSE_MIN_MS, (was, min) -> Math.min(PAUSE_MAX_MS, was * 2));
        long told = Integer.toUnsignedLong(answer.getError().getRetryAfterMs());
        int asked = epoch;
        loop.schedule(
                () -> {
                    if (asked == epoch) {
                        perform.accept(inbox.fillAgain(fill.conversationId()));
                    }
                },
                Math.max(pause, told),
                TimeUnit.MILLISECONDS);
    }

    void sync(Effect.Sync sync) {
        if (sync.pageToken().isEmpty()) {
            have = inbox.have();
        }
        ClientFrame frame = ClientFrame.newBuilder()
                .setSync(SyncRequest.newBuilder()
                        .addAllHave(have)
                        .setEventsPerConversation(EVENTS_PER_CONVERSATION)
                        .setPageToken(sync.pageToken()))
                .build();
        page(frame, answer -> perform.accept(inbox.on(answer.getSync())));
    }

    void refresh(Effect.Refresh refresh) {
        ClientFrame frame = ClientFrame.newBuilder()
                .setConversations(
                        ConversationsRequest.newBuilder().setPageSize(PAGE_SIZE).setPageToken(refresh.pageToken()))
                .build();
        page(frame, answer -> perform.accept(inbox.on(answer.getConversations())));
    }

    private void page(ClientFrame frame, Consumer<ServerFrame> then) {
        int asked = epoch;
        link.request(frame).whenComplete((answer, failed) -> {
            if (asked != epoch) {
                return;
            }
            if (failed == null && !answer.hasError()) {
                then.accept(answer);
            } else {
                inbox.pagesFailed();
            }
        });
    }
}
