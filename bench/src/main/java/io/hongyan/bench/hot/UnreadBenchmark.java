package io.hongyan.bench.hot;

import io.hongyan.message.unread.Changes;
import io.hongyan.message.unread.Head;
import io.hongyan.message.unread.Projection;
import io.hongyan.message.unread.Recorded;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.GroupRules;
import io.hongyan.proto.events.v1.MessageSent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Two messages in each of fifty conversations, as they come in one poll, become rows; without the database. Per event. */
@State(Scope.Benchmark)
public class UnreadBenchmark {

    private static final int CONVERSATIONS = 50;
    private static final int EVENTS = 2 * CONVERSATIONS;
    private static final long HEAD = 900;

    private final Map<String, Head> heads = new HashMap<>();
    private final List<Recorded> records = new ArrayList<>();

    /** Makes the poll. */
    public UnreadBenchmark() {
        for (int i = 0; i < CONVERSATIONS; i++) {
            String id = "d:alice-%d:bob-%d".formatted(i, i);
            heads.put(
                    id,
                    new Head(
                            id,
                            "",
                            null,
                            HEAD,
                            HEAD,
                            HEAD,
                            HEAD,
                            1_790_000_000_000L,
                            2,
                            GroupRules.getDefaultInstance(),
                            0));
        }
        for (int i = 0; i < EVENTS; i++) {
            int conversation = i % CONVERSATIONS;
            records.add(new Recorded(0, i, message(conversation, HEAD + 1 + i / CONVERSATIONS)));
        }
    }

    /** All of them. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public Changes apply() {
        return Projection.apply(heads, Map.of(), records);
    }

    private static Event message(int conversation, long number) {
        return Event.newBuilder()
                .setConversationId("d:alice-%d:bob-%d".formatted(conversation, conversation))
                .setRevision(number)
                .setSeq(number)
                .setCseq(number)
                .setHeadSeq(number)
                .setTimeMs(1_790_000_000_001L)
                .setActor(Actor.newBuilder().setUserId("alice-" + conversation).setSessionId("s"))
                .setMessageSent(MessageSent.newBuilder()
                        .setClientMessageId("m" + number)
                        .setCountable(true)
                        .setContent(Content.newBuilder().setText("x".repeat(100))))
                .build();
    }
}
