package io.hongyan.client;

import io.hongyan.client.inbox.Effect;
import io.hongyan.client.inbox.Inbox;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Delivered;
import io.hongyan.proto.client.v1.Read;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells the server what arrived and what was read, once for many. {@code Delivered} has no answer: what was said since
 * the last ping that came back may be lost with its connection, and is said again on the next. Lives on one event loop.
 */
final class Confirmations {

    /** How long to collect. Too short for people to see. */
    private static final long COLLECT_MS = 20;

    private static final long RETRY_MS = 1_000;

    private final EventLoop loop;
    private final Link link;
    private final Inbox inbox;
    private final LocalStore store;
    private final Consumer<List<Effect>> perform;
    private final Map<String, Long> delivered = new HashMap<>();
    private final Map<String, Long> read = new HashMap<>();
    private final Map<String, Long> said = new HashMap<>();
    private final Map<String, Long> saidBeforePing = new HashMap<>();
    private boolean scheduled;

    Confirmations(EventLoop loop, Link link, Inbox inbox, LocalStore store, Consumer<List<Effect>> perform) {
        this.loop = loop;
        this.link = link;
        this.inbox = inbox;
        this.store = store;
        this.perform = perform;
    }

    void delivered(String conversationId, long seq) {
        delivered.merge(conversationId, seq, Math::max);
        schedule(COLLECT_MS);
    }

    /** What was read is kept until the server has answered: the app may die before. */
    void read(String conversationId, long seq) {
        store.addUntoldRead(conversationId, seq);
        read.merge(conversationId, seq, Math::max);
        schedule(COLLECT_MS);
    }

    void onUp() {
        again(COLLECT_MS);
    }

    void onDown() {
        read.clear(); // the inbox says them again at the next login
    }

    void onPing() {
        saidBeforePing.putAll(said);
        said.clear();
    }

    void onPong() {
        saidBeforePing.clear();
    }

    /** The server did not handle one of the frames that have no answer. */
    void again() {
        again(RETRY_MS);
    }

    private void again(long afterMs) {
        saidBeforePing.forEach((id, seq) -> delivered.merge(id, seq, Math::max));
        said.forEach((id, seq) -> delivered.merge(id, seq, Math::max));
        saidBeforePing.clear();
        said.clear();
        schedule(afterMs);
    }

    private void schedule(long millis) {
        if (!scheduled && !(delivered.isEmpty() && read.isEmpty())) {
            scheduled = true;
            loop.schedule(this::flush, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** Says what was collected; before a logout too, which would otherwise leave it for the next login. */
    void flush() {
        scheduled = false;
        if (!link.isUp()) {
            return; // kept for the next login
        }
        Map<String, Long> reads = Map.copyOf(read);
        read.clear();
        reads.forEach(this::tellRead);
        delivered.forEach((id, seq) -> {
            // Read implies delivered.
            if (reads.getOrDefault(id, 0L) < seq && link.send(delivery(id, seq))) {
                said.merge(id, seq, Math::max);
            }
        });
        delivered.clear();
    }

    private static ClientFrame delivery(String id, long seq) {
        return ClientFrame.newBuilder()
                .setDelivered(Delivered.newBuilder().setConversationId(id).setSeq(seq))
                .build();
    }

    private void tellRead(String id, long seq) {
        ClientFrame frame = ClientFrame.newBuilder()
                .setRead(Read.newBuilder().setConversationId(id).setSeq(seq))
                .build();
        link.request(frame).whenComplete((answer, failed) -> {
            if (failed == null && answer.hasAck()) {
                Ack ack = answer.getAck();
                told(id, Math.max(seq, ack.getSeq()), ack.getOwnVersion());
            } else if (failed == null && !answer.getError().getRetry()) {
                told(id, seq, 0); // refused for good: saying it again would change nothing
            } else if (link.isUp()) {
                long pause = failed == null
                        ? Integer.toUnsignedLong(answer.getError().getRetryAfterMs())
                        : 0;
                read.merge(id, seq, Math::max);
                schedule(Math.max(RETRY_MS, pause));
            }
        });
    }

    private void told(String id, long seq, long ownVersion) {
        perform.accept(inbox.readTold(id, seq, ownVersion));
        store.removeUntoldRead(id, seq);
    }
}
