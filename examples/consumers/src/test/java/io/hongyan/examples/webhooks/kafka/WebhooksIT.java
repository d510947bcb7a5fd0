package io.hongyan.examples.webhooks.kafka;

import static io.hongyan.examples.log.EventLog.DEAD_LETTERS;
import static io.hongyan.examples.log.EventLog.GROUP;
import static io.hongyan.examples.log.EventLog.TOPIC;
import static io.hongyan.examples.log.EventLog.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hongyan.examples.log.EventLog;
import io.hongyan.examples.webhooks.RetryPolicy;
import io.hongyan.examples.webhooks.http.Receiver;
import io.hongyan.examples.webhooks.http.Signature;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.ReadMoved;
import io.hongyan.testkit.TestServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a real log to a real HTTP server. */
class WebhooksIT {

    private static final String SECRET = "a-secret-of-thirty-two-characters";
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private final EventLog log = new EventLog();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<String> unsigned = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile ToIntFunction<String> status = _ -> 204;

    WebhooksIT() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hongyan", this::receive);
        server.setExecutor(runnable -> Thread.ofVirtual().start(runnable));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        log.close();
    }

    @Test
    void whatHappenedIsSentInOrderAndSignedAndNothingElse() throws Exception {
        log.abort(List.of(message(GROUP, 1, "never", NOON)));
        log.write(List.of(message(GROUP, 1, "one", NOON), readMoved(2), message(GROUP, 3, "three", NOON)));
        log.write(List.of(message("d:alice:bob", 1, "elsewhere", NOON)));

        try (var running = new Running(settings())) {
            await().untilAsserted(() -> assertThat(taken).hasSize(3));
        }

        assertThat(taken).containsSubsequence(GROUP + "/1", GROUP + "/3").contains("d:alice:bob/1");
        assertThat(unsigned).isEmpty();
        assertThat(deadLetters(0)).isEmpty();
    }

    @Test
    void aReceiverThatIsAwayGetsAllOfItWhenItIsBack() throws Exception {
        log.write(messages(1, 20));
        var refused = new CopyOnWriteArrayList<String>();
        status = id -> {
            refused.add(id);
            return 503;
        };
        try (var running = new Running(settings())) {
            await().untilAsserted(() -> assertThat(refused).hasSizeGreaterThan(1));
            status = _ -> 204;
            await().untilAsserted(() -> assertThat(taken).hasSize(20));
        }

        assertThat(taken).isEqualTo(ids(1, 20));
        assertThat(refused).containsOnly(GROUP + "/1"); // nothing passes what waits
    }

    @Test
    void nothingIsLostOverRestartsWhereverItWas() throws Exception {
        log.write(messages(1, 60));
        for (int life = 1; life <= 3; life++) {
            int enough = life * 15;
            try (var running = new Running(settings())) {
                await().untilAsserted(() -> assertThat(Set.copyOf(taken)).hasSizeGreaterThan(enough));
                if (life == 2) {
                    running.kill(); // without keeping its position
                }
            }
        }
        try (var running = new Running(settings())) {
            await().untilAsserted(() -> assertThat(taken).contains(GROUP + "/60"));
        }

        assertThat(new ArrayList<>(new LinkedHashSet<>(taken))).isEqualTo(ids(1, 60));
    }

    @Test
    void whatIsNotTakenIsADeadLetterAndTheRestGoesOn() throws Exception {
        var broken = new ProducerRecord<>(TOPIC, GROUP, new byte[] {-1});
        broken.headers().add("ce_type", "hongyan.events.v1.Event.message_sent".getBytes(UTF_8));
        status = id -> id.equals(GROUP + "/2") ? 422 : id.equals(GROUP + "/3") ? 500 : 204;
        log.write(messages(1, 4));
        log.write(broken);
        log.write(messages(5, 1));

        try (var running = new Running(settings())) {
            await().untilAsserted(() -> assertThat(taken).isEqualTo(List.of(GROUP + "/1", GROUP + "/4", GROUP + "/5")));
        }

        List<ConsumerRecord<String, byte[]>> dead = deadLetters(3);
        assertThat(dead)
                .extracting(letter -> header(letter, "webhook-reason"))
                .satisfiesExactly(
                        reason -> assertThat(reason).isEqualTo("HTTP 422"),
                        reason -> assertThat(reason).isEqualTo("HTTP 500"),
                        reason -> assertThat(reason).startsWith("undecodable"));
        assertThat(dead)
                .extracting(letter -> header(letter, "webhook-attempts"))
                .containsExactly("1", "3", "1");
        assertThat(dead).extracting(ConsumerRecord::key).containsOnly(GROUP);
        assertThat(Event.parseFrom(dead.get(1).value()).getRevision()).isEqualTo(3);
    }

    @Test
    void deadLettersAreSentAgainByReadingThemInstead() throws Exception {
        status = _ -> 422;
        log.write(messages(1, 2));
        try (var running = new Running(settings())) {
            await().untilAsserted(() -> assertThat(deadLetters(2)).hasSize(2));
        }

        status = _ -> 204;
        Settings again = settings();
        try (var running = new Running(new Settings(
                again.kafka(),
                /* topic= */ DEAD_LETTERS,
                "crm-again",
                /* deadLetters= */ TOPIC,
                again.kinds(),
                again.policy(),
                again.receiver()))) {
            await().untilAsserted(() -> assertThat(taken).isEqualTo(ids(1, 2)));
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            var headers = exchange.getRequestHeaders();
            String id = headers.getFirst("ce-id");
            if (!Signature.isOurs(
                    SECRET,
                    headers.getFirst("Hongyan-Timestamp"),
                    headers.getFirst("Hongyan-Signature"),
                    body,
                    Instant.now(),
                    Duration.ofMinutes(5))) {
                unsigned.add(id);
            }
            int answer = status.applyAsInt(id);
            if (answer == 204) {
                taken.add(id);
            }
            exchange.sendResponseHeaders(answer, -1);
        }
    }

    private Settings settings() {
        return new Settings(
                Map.of("bootstrap.servers", TestServers.kafka(), "session.timeout.ms", 6000),
                TOPIC,
                "crm-webhooks",
                DEAD_LETTERS,
                Set.of("message_sent"),
                new RetryPolicy(3, Duration.ofMillis(50), Duration.ofMillis(100)),
                new Receiver.Terms(
                        URI.create("http://localhost:%d/hongyan"
                                .formatted(server.getAddress().getPort())),
                        true,
                        Duration.ofSeconds(5),
                        new Signature(List.of(SECRET))));
    }

    private static List<Event> messages(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(number -> message(GROUP, number, "message " + number, NOON))
                .toList();
    }

    private static List<String> ids(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> GROUP + "/" + number)
                .toList();
    }

    private static Event readMoved(long revision) {
        return Event.newBuilder()
                .setConversationId(GROUP)
                .setRevision(revision)
                .setReadMoved(ReadMoved.newBuilder().setSeq(1))
                .build();
    }

    /** All dead letters, and at least as many as are waited for. */
    private static List<ConsumerRecord<String, byte[]>> deadLetters(int awaited) {
        List<ConsumerRecord<String, byte[]>> dead = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", TestServers.kafka()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partition = new TopicPartition(DEAD_LETTERS, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = Objects.requireNonNull(
                    consumer.endOffsets(List.of(partition)).get(partition));
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(dead::add);
            }
        }
        assertThat(dead).hasSizeGreaterThanOrEqualTo(awaited);
        return dead;
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    /** A process, as far as a test needs one. */
    private static final class Running implements AutoCloseable {

        private final Webhooks webhooks;
        private final Thread thread;

        private Running(Settings settings) {
            webhooks = new Webhooks(settings, InstantSource.system());
            thread = Thread.ofPlatform().start(() -> {
                try {
                    webhooks.run();
                } catch (InterruptedException | InterruptException killed) {
                    Thread.interrupted();
                } finally {
                    webhooks.close();
                }
            });
        }

        private void kill() throws InterruptedException {
            thread.interrupt();
            thread.join();
        }

        @Override
        public void close() throws InterruptedException {
            webhooks.stop();
            thread.join();
        }
    }
}
