package io.hongyan.history.media;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.hongyan.embedded.KafkaTopic;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.File;
import io.hongyan.proto.content.v1.Media;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.media.v1.BeginUploadRequest;
import io.hongyan.proto.media.v1.FinishUploadRequest;
import io.hongyan.proto.media.v1.FinishUploadResponse;
import io.hongyan.proto.media.v1.GetLinkRequest;
import io.hongyan.proto.media.v1.GetLinkResponse;
import io.hongyan.proto.media.v1.MediaServiceGrpc;
import io.hongyan.proto.media.v1.UploadPlan;
import io.hongyan.testkit.KafkaTestResource;
import io.hongyan.testkit.SpanLog;
import io.hongyan.testkit.TestServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The service with media, reached through both of its doors, on a real log, a real database and a real folder. */
abstract class WithMedia {

    static final String ELSEWHERE = "https://media.example";
    static final String KEY = "0123456789abcdef0123456789abcdef";
    static final String APP = "https://chat.example";

    /** The topics this service touches. */
    public static final class Log extends KafkaTestResource {
        @Override
        protected List<KafkaTopic> topics() {
            return List.of(KafkaTopic.of(Topics.EVENTS, 4), KafkaTopic.of(Topics.deadLetters(Topics.EVENTS), 1));
        }
    }

    /** Media are kept. */
    public static final class Kept implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            try {
                return Map.of(
                        "hongyan.history.media.directory",
                        Files.createTempDirectory("hongyan-media-").toString(),
                        "hongyan.history.media.key",
                        KEY,
                        "hongyan.history.media.base-url",
                        ELSEWHERE + "/",
                        "hongyan.history.media.origins",
                        APP,
                        "hongyan.history.media.uploads-max",
                        "2",
                        "quarkus.otel.sdk.disabled",
                        "false");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stop() {
            // The folder goes with the machine's other temporary ones.
        }
    }

    @Inject
    SpanLog spans;

    @TestHTTPResource
    URI here;

    final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ManagedChannel channel;
    MediaServiceGrpc.MediaServiceBlockingStub media;
    private KafkaProducer<String, byte[]> producer;

    @BeforeEach
    void connect() {
        channel = ManagedChannelBuilder.forAddress("localhost", TestServers.grpcPort())
                .usePlaintext()
                .build();
        media = MediaServiceGrpc.newBlockingStub(channel);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.kafka()), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void disconnect() {
        producer.close();
        http.close();
        channel.shutdownNow();
    }

    String uploaded(String user, byte[] bytes) throws Exception {
        UploadPlan plan = begin(user, "application/pdf", bytes);
        put(plan, bytes);
        assertThat(finish(user, plan.getMediaId()).hasReady()).isTrue();
        return plan.getMediaId();
    }

    UploadPlan begin(String user, String type, byte[] bytes) throws Exception {
        return media.beginUpload(request(user, type, bytes)).getPlan();
    }

    static BeginUploadRequest request(String user, String type, byte[] bytes) throws Exception {
        return BeginUploadRequest.newBuilder()
                .setUserId(user)
                .setContentType(type)
                .setSizeBytes(bytes.length)
                .setSha256(
                        ByteString.copyFrom(MessageDigest.getInstance("SHA-256").digest(bytes)))
                .build();
    }

    FinishUploadResponse finish(String user, String id) {
        return media.finishUpload(
                FinishUploadRequest.newBuilder().setUserId(user).setMediaId(id).build());
    }

    GetLinkResponse link(String user, String conversation, long seq, String id) {
        return media.getLink(GetLinkRequest.newBuilder()
                .setUserId(user)
                .setConversationId(conversation)
                .setSeq(seq)
                .setMediaId(id)
                .build());
    }

    URI local(String url) {
        assertThat(url).startsWith(ELSEWHERE + "/v1/");
        return URI.create(url.replace(ELSEWHERE, "http://localhost:" + here.getPort()));
    }

    HttpResponse<byte[]> get(String url, String... fields) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(local(url));
        return http.send((fields.length == 0 ? request : request.headers(fields)).build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<Void> head(String url) throws Exception {
        return http.send(HttpRequest.newBuilder(local(url)).HEAD().build(), BodyHandlers.discarding());
    }

    HttpResponse<Void> put(UploadPlan plan, byte[] bytes) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(local(plan.getUrl())).PUT(BodyPublishers.ofByteArray(bytes));
        plan.getHeadersMap().forEach(request::setHeader);
        return http.send(request.build(), BodyHandlers.discarding());
    }

    /** As when a phone loses its network in the middle. */
    void cut(String url, byte[] bytes, int until) throws IOException {
        URI uri = local(url);
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            var out = socket.getOutputStream();
            out.write("PUT %s?%s HTTP/1.1\r\nHost: media.example\r\nContent-Length: %d\r\n\r\n"
                    .formatted(uri.getRawPath(), uri.getRawQuery(), bytes.length)
                    .getBytes(US_ASCII));
            out.write(bytes, 0, until);
            out.flush();
        }
    }

    void write(Event event) throws Exception {
        producer.send(new ProducerRecord<>(Topics.EVENTS, event.getConversationId(), event.toByteArray()))
                .get();
    }

    static Event message(String conversation, long seq, String mediaId) {
        return event(conversation, seq)
                .setCseq(seq)
                .setMessageSent(MessageSent.newBuilder()
                        .setClientMessageId("m" + seq)
                        .setCountable(true)
                        .setContent(Content.newBuilder()
                                .setFile(File.newBuilder()
                                        .setName("a.pdf")
                                        .setMedia(Media.newBuilder()
                                                .setMediaId(mediaId)
                                                .setContentType("application/pdf")
                                                .setSizeBytes(7)))))
                .build();
    }

    static Event.Builder event(String conversation, long seq) {
        return Event.newBuilder()
                .setConversationId(conversation)
                .setRevision(seq)
                .setSeq(seq)
                .setCseq(Math.min(seq, 2))
                .setHeadSeq(seq)
                .setActor(Actor.newBuilder().setUserId("ann"));
    }

    static byte[] bytes(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
