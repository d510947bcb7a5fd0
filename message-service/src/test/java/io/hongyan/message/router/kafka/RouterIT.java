package io.hongyan.message.router.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Topics;
import io.hongyan.message.RouterAndApi;
import io.hongyan.message.SuiteDouble;
import io.hongyan.message.TestHttp;
import io.hongyan.message.TestLog;
import io.hongyan.message.router.Counts;
import io.hongyan.message.router.Events;
import io.hongyan.proto.client.ClientEvents;
import io.hongyan.proto.client.v1.OwnChange;
import io.hongyan.proto.client.v1.Receipt;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.deliveries.v1.DeliveryRecord;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.testkit.SpanLog;
import io.hongyan.testkit.TestServers;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RouterAndApi.class)
class RouterIT {

    private static final byte[] RUBBISH = {(byte) 0xff, (byte) 0xff, (byte) 0xff};

    SuiteDouble suite = new SuiteDouble();

    @Inject
    SpanLog spans;

    @TestHTTPResource("/q/health/ready")
    URI ready;

    private final String test = UUID.randomUUID().toString().substring(0, 8);
    private final String alice = "alice-" + test;
    private final String bob = "bob-" + test;
    private final String carol = "carol-" + test;
    private final String dave = "dave-" + test;
    private final String duo = "d:" + alice + ":" + bob;
    private final String group = "g:" + "0".repeat(26 - test.length()) + test;

    private TestLog events = new TestLog(Topics.EVENTS);
    private TestLog deliveries = new TestLog(Topics.DELIVERIES);

    /** What one session got: the session, its connector's slot and life, and the frame. */
    private record Got(String session, int slot, String bootId, ServerFrame frame) {}

    @BeforeEach
    void everybodyIsOnline() {
        suite.online(alice, "a1", 1, "boot-1");
        suite.online(alice, "a2", 2, "boot-2");
        suite.online(bob, "b1", 1, "boot-1");
        suite.online(bob, "b2", 31, "boot-31");
        suite.online(carol, "c1", 1, "boot-1");
        suite.online(dave, "d1", 2, "boot-2");
    }

    @AfterEach
    void close() {
        suite.presenceDown(false);
        events.close();
        deliveries.close();
    }

    @Test
    void messageReachesEverySessionOfTheTwoButTheSendingOne() {
        Event sent = Events.sent(duo, 1, alice, "a1");

        append(sent);

        assertThat(got(duo, 3))
                .isEqualTo(Set.of(
                        new Got("a2", 2, "boot-2", shown(sent, true)),
                        new Got("b1", 1, "boot-1", shown(sent, false)),
                        new Got("b2", 31, "boot-31", shown(sent, false))));
    }

    @Test
    void deliveryCarriesCloudEventsHeaders() {
        append(Events.sent(duo, 1, alice, "a1"));

        var headers = deliveries
                .await(1, record -> record(record).getConversationId().equals(duo) && record.partition() == 31)
                .getFirst()
                .headers();

        assertThat(CloudEvents.text(headers, "ce_type")).isEqualTo("hongyan.deliveries.v1.DeliveryRecord");
        assertThat(CloudEvents.text(headers, "ce_source")).isEqualTo("/hongyan/router");
        assertThat(CloudEvents.text(headers, "ce_id")).isEqualTo(duo + "/1/1");
        assertThat(CloudEvents.text(headers, "ce_time")).isEqualTo("2023-11-14T22:13:20Z");
    }

    @Test
    void deliveriesCarryTheSpanOfTheirFanOutAndItsQuestionsAreWithinIt() {
        Event sent = Events.sent(duo, 1, alice, "a1");
        String trace = "4bf92f3577b34da6"
                + UUID.randomUUID().toString().replace("-", "").substring(16);

        events.append(duo, sent.toByteArray(), "00-" + trace + "-00f067aa0ba902b7-01");

        String[] carried = String.valueOf(CloudEvents.traceparent(deliveries
                        .await(1, record -> record(record).getConversationId().equals(duo))
                        .getFirst()
                        .headers()))
                .split("-");
        await().until(() ->
                spans.of(trace).stream().anyMatch(span -> span.getName().equals("fan out")));
        SpanData fanOut = spans.of(trace).stream()
                .filter(span -> span.getName().equals("fan out"))
                .findFirst()
                .orElseThrow();
        assertThat(List.of(carried[1], carried[2])).isEqualTo(List.of(trace, fanOut.getSpanId()));
        assertThat(fanOut.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        await().untilAsserted(() -> assertThat(spans.of(trace))
                .anyMatch(span -> span.getName().equals("hongyan.presence.v1.PresenceService/Locate")
                        && span.getParentSpanId().equals(fanOut.getSpanId())));
    }

    @Test
    void groupEventsReachWhoIsAMemberAndWhoIsJustRemoved() {
        suite.members(group, Map.of(alice, 1L, bob, 1L, carol, 5L));
        Event sent = Events.sent(group, 4, alice, "a1");
        Event dropped = Events.removed(group, 5, alice, List.of(bob));
        Event joined = Events.added(group, 6, alice, List.of(dave));

        append(sent, dropped, joined);

        Set<Got> got = got(group, 3 + 5 + 4);
        assertThat(got)
                .contains(
                        new Got("b2", 31, "boot-31", shown(sent, false)), // carol joins later
                        new Got("b2", 31, "boot-31", shown(dropped, false)), // the last that bob sees
                        new Got("d1", 2, "boot-2", shown(joined, false))); // the first that dave sees
        assertThat(count(got, "b1", "b2")).isEqualTo(4);
        assertThat(count(got, "c1")).isEqualTo(2);
        assertThat(count(got, "d1")).isEqualTo(1);
    }

    @Test
    void readingIsToldToTheOtherAndToOnesOwnDevicesWithExactCounts() {
        suite.counts(bob, new Counts(9, 2, 5));

        append(Events.read(duo, 12, 11, bob, "b1", 9));

        var receipt = Receipt.newBuilder()
                .setConversationId(duo)
                .setUserId(bob)
                .setReadSeq(9)
                .build();
        var own = OwnChange.newBuilder()
                .setConversationId(duo)
                .setReadSeq(9)
                .setUnread(2)
                .setUnreadTotal(5)
                .setMarkedUnread(false)
                .setHeadSeq(11)
                .build();
        assertThat(got(duo, 3))
                .isEqualTo(Set.of(
                        new Got("a1", 1, "boot-1", frame(receipt)),
                        new Got("a2", 2, "boot-2", frame(receipt)),
                        new Got("b2", 31, "boot-31", frame(own))));
    }

    @Test
    void countsThatCannotBeHadAreLeftOut() {
        append(Events.read(duo, 12, 11, bob, "b1", 9));

        var own = OwnChange.newBuilder()
                .setConversationId(duo)
                .setReadSeq(9)
                .setMarkedUnread(false)
                .setHeadSeq(11)
                .build();
        assertThat(got(duo, 3)).contains(new Got("b2", 31, "boot-31", frame(own)));
    }

    @Test
    void nothingIsSkippedWhilePresenceIsDownAndReadinessTells() {
        suite.presenceDown(true);

        append(Events.sent(duo, 1, alice, "a1"));

        await().untilAsserted(() -> assertThat(TestHttp.get(ready).body()).contains("\"waiting-for\": \"presence\""));
        assertThat(TestHttp.get(ready).statusCode()).isEqualTo(503);
        assertThat(lag()).isPositive();
        suite.presenceDown(false);
        assertThat(got(duo, 3)).hasSize(3);
        await().untilAsserted(() -> assertThat(lag()).isZero());
        await().untilAsserted(() -> assertThat(TestHttp.get(ready).statusCode()).isEqualTo(200));
    }

    @Test
    void poisonEndsInTheDeadLettersAndStopsNobody() {
        try (var dead = new TestLog(Topics.deadLetters(Topics.EVENTS))) {
            events.append(duo, RUBBISH);
            events.append(duo, Events.sent("d:x:y", 1, "x", "").toByteArray());

            append(Events.sent(duo, 1, alice, "a1"));

            assertThat(got(duo, 3)).hasSize(3);
            assertThat(dead.await(2, record -> duo.equals(record.key())))
                    .extracting(record -> CloudEvents.text(record.headers(), "hongyan-error-code"))
                    .containsExactly("UNDECODABLE", "INVALID");
        }
    }

    /** How many events lie behind the position that the router has committed. */
    private static long lag() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()))) {
            var committed = admin.listConsumerGroupOffsets("hongyan-router")
                    .partitionsToOffsetAndMetadata()
                    .get();
            var partitions = IntStream.range(0, 8)
                    .mapToObj(number -> new TopicPartition(Topics.EVENTS, number))
                    .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
            return admin.listOffsets(partitions).all().get().entrySet().stream()
                    .mapToLong(end -> end.getValue().offset()
                            - (committed.containsKey(end.getKey())
                                    ? committed.get(end.getKey()).offset()
                                    : 0))
                    .sum();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private void append(Event... written) {
        for (Event event : written) {
            events.append(event.getConversationId(), event.toByteArray());
        }
    }

    /** What was delivered of a conversation once so much has come, and nothing more follows before the next event. */
    private Set<Got> got(String conversation, int sessions) {
        Set<Got> got = new HashSet<>();
        await().until(() -> {
            got.clear();
            deliveries
                    .await(0, record -> record(record).getConversationId().equals(conversation))
                    .forEach(record -> got.addAll(each(record)));
            return got.size() >= sessions;
        });
        String after = "d:" + alice + ":" + "zz-" + conversation.length() + "-" + test;
        append(Events.sent(after, 1, "zz-" + conversation.length() + "-" + test, ""));
        deliveries.await(2, record -> record(record).getConversationId().equals(after));
        deliveries
                .await(0, record -> record(record).getConversationId().equals(conversation))
                .forEach(record -> got.addAll(each(record)));
        return got;
    }

    private static List<Got> each(ConsumerRecord<String, byte[]> record) {
        DeliveryRecord delivery = record(record);
        try {
            ServerFrame frame = ServerFrame.parseFrom(delivery.getFrame());
            return delivery.getSessionIdsList().stream()
                    .map(session -> new Got(session, record.partition(), delivery.getBootId(), frame))
                    .toList();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static DeliveryRecord record(ConsumerRecord<String, byte[]> record) {
        try {
            return DeliveryRecord.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static long count(Set<Got> got, String... sessions) {
        return got.stream()
                .filter(each -> List.of(sessions).contains(each.session()))
                .count();
    }

    private static ServerFrame shown(Event event, boolean forSender) {
        return ServerFrame.newBuilder()
                .setEvent(ClientEvents.of(event, forSender))
                .build();
    }

    private static ServerFrame frame(Receipt receipt) {
        return ServerFrame.newBuilder().setReceipt(receipt).build();
    }

    private static ServerFrame frame(OwnChange own) {
        return ServerFrame.newBuilder().setOwn(own).build();
    }
}
