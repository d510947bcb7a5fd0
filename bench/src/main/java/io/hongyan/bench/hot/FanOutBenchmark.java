package io.hongyan.bench.hot;

import io.hongyan.message.router.Audience;
import io.hongyan.message.router.Delivery;
import io.hongyan.message.router.FanOut;
import io.hongyan.message.router.Located;
import io.hongyan.message.router.Packing;
import io.hongyan.message.router.Parcel;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.presence.v1.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A message on its way from the log to connectors: packed once, grouped by connector. Everybody has one session. */
@State(Scope.Benchmark)
public class FanOutBenchmark {

    private static final int CONNECTORS = 4;
    private static final FanOut FAN_OUT = new FanOut(32, 10_000);

    /** How many are in the conversation; nobody is away. */
    @Param({"2", "100", "10000"})
    private int members;

    private Audience audience = new Audience(Event.getDefaultInstance(), Set.of(), true);
    private Located located = new Located(List.of());

    /** Makes the conversation. */
    @Setup
    public void gather() {
        Set<String> others =
                IntStream.range(1, members).mapToObj(i -> "user-" + i).collect(Collectors.toSet());
        audience = new Audience(
                Event.newBuilder()
                        .setConversationId("g:0123456789abcdefghjkmnpqrs")
                        .setRevision(1_000)
                        .setSeq(900)
                        .setCseq(900)
                        .setHeadSeq(900)
                        .setTimeMs(1_790_000_000_000L)
                        .setActor(Actor.newBuilder().setUserId("user-0").setSessionId("s-0"))
                        .setMessageSent(MessageSent.newBuilder()
                                .setClientMessageId("01jdq4t2m9")
                                .setCountable(true)
                                .setContent(Content.newBuilder().setText("x".repeat(100))))
                        .build(),
                others,
                true);
        located = new Located(IntStream.range(0, members)
                .mapToObj(i -> Session.newBuilder()
                        .setUserId("user-" + i)
                        .setDeviceId("phone")
                        .setSessionId("s-" + i)
                        .setSlot(i % CONNECTORS)
                        .setBootId("boot-" + i % CONNECTORS)
                        .build())
                .toList());
    }

    /** One message for all. */
    @Benchmark
    public List<Delivery> message() {
        List<Delivery> deliveries = new ArrayList<>();
        for (Parcel parcel : Packing.prompt(audience)) {
            deliveries.addAll(FAN_OUT.deliveries(parcel, located));
        }
        return deliveries;
    }
}
