package io.hongyan.e2e;

import static io.hongyan.e2e.Person.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hongyan.eventlog.Topics;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.push.v1.AlertReport;
import io.hongyan.proto.push.v1.PushProvider;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** People who do everything that the suite counts, again and again. */
final class Bustle implements AutoCloseable {

    private static final byte[] RUBBISH = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff
    };
    private static final Duration ALERT_WITHIN = Duration.ofSeconds(20);

    private final RunningSuite suite;
    private final Person ann;
    private final Person ben;
    private final Person away;
    private final String token = "9d".repeat(32);
    private final String conversation;
    private final HttpClient http = HttpClient.newHttpClient();

    Bustle(RunningSuite suite) {
        this.suite = suite;
        this.ann = Person.online(suite, RunningSuite.name("ann"));
        this.ben = Person.online(suite, RunningSuite.name("ben"));
        this.away = Person.online(suite, RunningSuite.name("away"));
        this.conversation = Person.between(ann, ben);
        ann.app().watchPresence(false, List.of(ben.id));
        join(away.app().registerPush(PushProvider.PUSH_PROVIDER_APNS, "com.example.app", token));
        away.goOffline();
    }

    /** Talks, reads, takes back, pages, is refused, logs in and out, hears from a back end, is alerted and says so. */
    void round() {
        Ack said = ann.sayTo(ben, "one");
        ann.say(conversation, "two");
        ann.app().typing(conversation, true);
        ben.sayTo(ann, "three");
        ben.app().read(conversation, said.getSeq());
        join(ann.app().recall(conversation, said.getSeq()));
        join(ben.app().historyBefore(conversation, 0, 50));
        assertThatThrownBy(() -> join(ann.app().sendText("g:not-mine", "let me in")))
                .isInstanceOf(CompletionException.class);
        Person.online(suite, RunningSuite.name("passer-by")).close();
        backEndSends();
        alerted();
    }

    private void backEndSends() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:%d/v1/messages"
                        .formatted(suite.ports().message())))
                .header("Authorization", "Bearer demo-secret")
                .header("Idempotency-Key", RunningSuite.name("order"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("""
                        {"senderId": "shop", "toUserId": "%s", "content": {"text": "Your parcel is here"}}""".formatted(ben.id)))
                .build();
        HttpResponse<String> answer = join(http.sendAsync(request, BodyHandlers.ofString()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private void alerted() {
        int before = suite.notifications(token).size();
        ann.sayTo(away, "call me");
        await().atMost(ALERT_WITHIN).until(() -> suite.notifications(token).size() > before);
        String alert = suite.notifications(token).getLast().path("apnsId").asText();
        away.comeBack();
        join(away.app().alerts().seen(alert, AlertReport.ALERT_REPORT_SHOWN));
        away.goOffline();
    }

    /** A client that sends rubbish, and a record that nobody can read. Once: who goes on is not let in any more. */
    void rubbish() throws IOException {
        try (var socket = new Socket("localhost", suite.ports().tcp())) {
            socket.getOutputStream().write(RUBBISH);
            socket.setSoTimeout(10_000);
            socket.getInputStream().readAllBytes();
        }
        Map<String, Object> kafka =
                Map.of("bootstrap.servers", "localhost:" + suite.ports().kafka());
        try (var producer = new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.EVENTS, 0, "rubbish", RUBBISH));
            producer.flush();
        }
    }

    @Override
    public void close() {
        ann.close();
        ben.close();
        away.close();
        http.close();
    }
}
