package io.hongyan.history.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.history.v1.GetEventsRequest;
import io.hongyan.proto.history.v1.HistoryServiceGrpc;
import io.hongyan.proto.history.v1.SearchHit;
import io.hongyan.proto.history.v1.SearchRequest;
import io.hongyan.proto.history.v1.SearchResponse;
import io.hongyan.proto.search.v1.SearchOrder;
import io.hongyan.proto.search.v1.TextRange;
import io.hongyan.testkit.PostgresTestResource;
import io.hongyan.testkit.TestServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Search from the log to the gRPC door. One group has one story, in which dan joins last. */
@QuarkusTest
@WithTestResource(HistoryIT.Log.class)
@WithTestResource(PostgresTestResource.class)
class SearchIT {

    private static final String GROUP = "g:" + "s".repeat(26);
    private static final List<Event> STORY = List.of(
            Told.created("ann", "ben"),
            Told.message(2, "ann", "a skein of geese 😀"),
            Told.message(3, "ben", "大雁向南飞, 大雁!"),
            Told.edit(4, "ann", 2, "😀 a skein of grey geese"),
            Told.reaction(5, "ben", 2, "🪿", true),
            Told.message(6, "ann", "a skein that nobody should have seen"),
            Told.recall(7, "ann", 6),
            Told.added(8, "dan"),
            Told.message(9, "ben", "a skein of wool"));

    private ManagedChannel channel;
    private HistoryServiceGrpc.HistoryServiceBlockingStub history;

    @BeforeEach
    void connect() {
        channel = ManagedChannelBuilder.forAddress("localhost", TestServers.grpcPort())
                .usePlaintext()
                .build();
        history = HistoryServiceGrpc.newBlockingStub(channel);
        write();
        history.getEvents(GetEventsRequest.newBuilder()
                .setUserId("ann")
                .setConversationId(GROUP)
                .setAtLeastSeq(STORY.size())
                .build());
    }

    @AfterEach
    void disconnect() {
        channel.shutdownNow();
    }

    @Test
    void aHitIsTheMessageAsAPageWouldShowIt() {
        SearchHit hit = search("ben", "skein geese").getHits(0);

        assertThat(hit.getEvent()).isEqualTo(in(Told.message(2, "ann", "😀 a skein of grey geese")));
        assertThat(hit.getState().getEditedSeq()).isEqualTo(4);
        assertThat(hit.getState().getReactions(0).getMine()).isTrue();
        assertThat(hit.getHighlightsList()).containsExactly(range(5, 5), range(19, 5));
    }

    @Test
    void whatWasTakenBackOrIsFromBeforeOneJoinedIsNotFound() {
        assertThat(seqs(search("ann", "skein"))).containsExactlyInAnyOrder(2L, 9L);
        assertThat(seqs(search("dan", "skein"))).containsExactly(9L);
        assertThat(seqs(search("dan", "大雁"))).isEmpty();
        assertThat(seqs(search("mallory", "skein"))).isEmpty();
        assertThat(seqs(search("ann", "南飞"))).containsExactly(3L);
    }

    @Test
    void pagesGoOnByTheTokenOfAPageOrOfAHit() {
        var request = request("ann", "skein")
                .setConversationId(GROUP)
                .setOrder(SearchOrder.SEARCH_ORDER_NEWEST)
                .setPageSize(1);
        SearchResponse first = history.search(request.build());

        assertThat(seqs(first)).containsExactly(9L);
        assertThat(first.getHits(0).getPageToken()).isEqualTo(first.getNextPageToken());
        SearchResponse second =
                history.search(request.setPageToken(first.getNextPageToken()).build());
        assertThat(seqs(second)).containsExactly(2L);
        assertThat(second.getNextPageToken()).isEmpty();
    }

    @Test
    void badRequestsAreRefused() {
        assertRefused(Status.Code.PERMISSION_DENIED, request("mallory", "skein").setConversationId(GROUP));
        assertRefused(Status.Code.PERMISSION_DENIED, request("mallory", "skein").setConversationId("d:ann:ben"));
        assertRefused(Status.Code.INVALID_ARGUMENT, request("", "skein"));
        assertRefused(Status.Code.INVALID_ARGUMENT, request("a\0", "skein"));
        assertRefused(Status.Code.INVALID_ARGUMENT, request("ann", ""));
        assertRefused(Status.Code.INVALID_ARGUMENT, request("ann", "..."));
        assertRefused(Status.Code.INVALID_ARGUMENT, request("ann", "x".repeat(201)));
        assertRefused(Status.Code.INVALID_ARGUMENT, request("ann", "skein").setConversationId("geese"));
        assertRefused(Status.Code.INVALID_ARGUMENT, request("ann", "skein").setSenderId("a b"));
        assertRefused(Status.Code.INVALID_ARGUMENT, request("ann", "skein").setPageSize(101));
        assertRefused(Status.Code.INVALID_ARGUMENT, request("ann", "skein").setPageToken("?"));
    }

    private void assertRefused(Status.Code code, SearchRequest.Builder request) {
        var refused = catchThrowableOfType(StatusRuntimeException.class, () -> history.search(request.build()));

        assertThat(refused.getStatus().getCode()).isEqualTo(code);
        assertThat(refused.getStatus().getDescription()).isNotBlank();
    }

    private SearchResponse search(String user, String text) {
        return history.search(request(user, text).build());
    }

    /** In this story's group only, for those who are in others. */
    private static List<Long> seqs(SearchResponse response) {
        List<Long> seqs = new ArrayList<>();
        response.getHitsList().forEach(hit -> {
            if (hit.getEvent().getConversationId().equals(GROUP)) {
                seqs.add(hit.getEvent().getSeq());
            }
        });
        return seqs;
    }

    private static SearchRequest.Builder request(String user, String text) {
        return SearchRequest.newBuilder().setUserId(user).setText(text);
    }

    private static TextRange range(int start, int length) {
        return TextRange.newBuilder().setStart(start).setLength(length).build();
    }

    /** Written again by each test: what is archived already changes nothing. */
    private static void write() {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", TestServers.kafka()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            STORY.forEach(event -> producer.send(
                    new ProducerRecord<>(Topics.EVENTS, GROUP, in(event).toByteArray())));
        }
    }

    private static Event in(Event event) {
        return event.toBuilder().setConversationId(GROUP).build();
    }
}
