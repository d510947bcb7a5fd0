package io.hongyan.history.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.history.v1.GetEventsRequest;
import io.hongyan.proto.history.v1.GetEventsResponse;
import io.hongyan.proto.history.v1.HistoryServiceGrpc;
import io.hongyan.proto.history.v1.ListReactionsRequest;
import io.hongyan.proto.history.v1.ListReactionsResponse;
import io.hongyan.proto.history.v1.MessageState;
import io.hongyan.proto.history.v1.ReactionCount;
import io.hongyan.proto.history.v1.SyncPosition;
import io.hongyan.proto.history.v1.SyncRequest;
import io.hongyan.proto.history.v1.UserReaction;
import io.hongyan.testkit.PostgresTestResource;
import io.hongyan.testkit.TestServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
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

/** Edits and reactions from the log to the gRPC door. One group has one story, in which dan joins last. */
@QuarkusTest
@WithTestResource(HistoryIT.Log.class)
@WithTestResource(PostgresTestResource.class)
class MessageStatesIT {

    private static final List<Event> STORY = List.of(
            Told.created("ann", "ben"),
            Told.message(2, "ann", "geese"),
            Told.reaction(3, "ben", 2, "👍", true),
            Told.reaction(4, "ann", 2, "🪿", true),
            Told.edit(5, "ann", 2, "grey geese"),
            Told.reaction(6, "ann", 2, "👍", true),
            Told.message(7, "ben", "swans"),
            Told.added(8, "dan"));

    @Inject
    Pool pool;

    private ManagedChannel channel;
    private HistoryServiceGrpc.HistoryServiceBlockingStub history;

    @BeforeEach
    void connect() {
        channel = ManagedChannelBuilder.forAddress("localhost", TestServers.grpcPort())
                .usePlaintext()
                .build();
        history = HistoryServiceGrpc.newBlockingStub(channel);
        write(STORY);
    }

    @AfterEach
    void disconnect() {
        channel.shutdownNow();
    }

    @Test
    void aPageTellsWhatBecameOfItsMessages() {
        GetEventsResponse page = page("ben");

        assertThat(page.getEvents(1)).isEqualTo(Told.message(2, "ann", "grey geese"));
        assertThat(page.getStatesList())
                .containsExactly(MessageState.newBuilder()
                        .setSeq(2)
                        .setEditedSeq(5)
                        .setEditedMs(5_000)
                        .addReactions(count("👍", 2, true))
                        .addReactions(count("🪿", 1, false))
                        .setReactionsSeq(6)
                        .build());
        assertThat(page("ann").getStates(0).getReactionsList()).allMatch(ReactionCount::getMine);
    }

    @Test
    void syncTellsItToo() {
        var answer = history.sync(SyncRequest.newBuilder()
                .setUserId("ann")
                .addPositions(SyncPosition.newBuilder()
                        .setConversationId(Told.GROUP)
                        .setSeq(1)
                        .setAtLeastSeq(8))
                .addPositions(SyncPosition.newBuilder().setConversationId("d:mallory:zoe"))
                .build());

        assertThat(answer.getConversations(0).getStatesList())
                .extracting(MessageState::getSeq, MessageState::getEditedSeq)
                .containsExactly(tuple(2L, 5L));
        assertThat(answer.getConversations(1).getStatesList()).isEmpty();
    }

    @Test
    void whoJoinedLaterSeesNeitherTheMessageNorWhatBecameOfIt() {
        GetEventsResponse page = page("dan");

        assertThat(page.getEventsList()).extracting(Event::getSeq).containsExactly(8L);
        assertThat(page.getStatesList()).isEmpty();
        assertThat(history.listReactions(reactions("dan").build()))
                .isEqualTo(ListReactionsResponse.getDefaultInstance());
    }

    @Test
    void reactionsAreListedPageByPage() {
        page("ann"); // until all of it is archived
        List<UserReaction> met = new ArrayList<>();
        String token = "";

        do {
            var answer = history.listReactions(
                    reactions("ann").setPageSize(2).setPageToken(token).build());
            met.addAll(answer.getReactionsList());
            token = answer.getNextPageToken();
        } while (!token.isEmpty());

        assertThat(met).containsExactly(by("ann", "👍"), by("ann", "🪿"), by("ben", "👍"));
        assertThat(history.listReactions(reactions("ann").setEmoji("👍").build())
                        .getReactionsList())
                .containsExactly(by("ann", "👍"), by("ben", "👍"));
        assertThat(history.listReactions(reactions("ann").setSeq(3).build()).getReactionsList())
                .as("of what is no message")
                .isEmpty();
    }

    @Test
    void badRequestsForReactionsAreRefused() {
        page("ann");

        assertRefused(Status.Code.PERMISSION_DENIED, reactions("mallory"));
        assertRefused(Status.Code.INVALID_ARGUMENT, reactions(""));
        assertRefused(Status.Code.INVALID_ARGUMENT, reactions("a\0"));
        assertRefused(Status.Code.INVALID_ARGUMENT, reactions("ann").setSeq(0));
        assertRefused(Status.Code.INVALID_ARGUMENT, reactions("ann").setSeq(-1));
        assertRefused(Status.Code.INVALID_ARGUMENT, reactions("ann").setConversationId("geese"));
        assertRefused(Status.Code.INVALID_ARGUMENT, reactions("ann").setEmoji("\0"));
        assertRefused(Status.Code.INVALID_ARGUMENT, reactions("ann").setEmoji("x".repeat(200)));
        assertRefused(Status.Code.INVALID_ARGUMENT, reactions("ann").setPageSize(201));
        assertRefused(Status.Code.INVALID_ARGUMENT, reactions("ann").setPageToken("?"));
        assertRefused(Status.Code.INVALID_ARGUMENT, reactions("ann").setPageToken("YW5u"));
    }

    /** What PostgreSQL could not keep, or what makes no sense, does not hold up what comes after it. */
    @Test
    void senselessEditsAndReactionsLeaveByTheDeadLetterTopic() {
        String other = "g:" + "u".repeat(26);
        write(List.of(
                in(other, Told.created("ann", "ben")),
                in(other, Told.reaction(2, "ben", 1, "a\0b", true)),
                in(other, Told.reaction(2, "ben", 1, "x".repeat(4000), true)),
                in(other, Told.reaction(2, "ben", 2, "👍", true)),
                in(other, Told.reaction(2, "b\0b", 1, "👍", true)),
                in(other, Told.edit(2, "ann", 3, "swans")),
                in(
                        other,
                        Told.edit(2, "ann", 1, "swans").toBuilder()
                                .setMessageEdited(Told.edit(2, "ann", 1, "").getMessageEdited().toBuilder()
                                        .clearContent())
                                .build()),
                in(other, Told.message(2, "ann", "geese"))));

        var page = history.getEvents(GetEventsRequest.newBuilder()
                .setUserId("ann")
                .setConversationId(other)
                .setAtLeastSeq(2)
                .build());

        assertThat(page.getEventsList()).last().isEqualTo(in(other, Told.message(2, "ann", "geese")));
        await().untilAsserted(() ->
                assertThat(rows("reactions", other) + rows("edits", other)).isZero());
    }

    private long rows(String table, String conversation) {
        return pool.query("SELECT count(*) FROM %s WHERE conversation_id = '%s'".formatted(table, conversation))
                .execute()
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next()
                .getLong(0);
    }

    private void assertRefused(Status.Code code, ListReactionsRequest.Builder request) {
        var refused = catchThrowableOfType(StatusRuntimeException.class, () -> history.listReactions(request.build()));

        assertThat(refused.getStatus().getCode()).isEqualTo(code);
        assertThat(refused.getStatus().getDescription()).isNotBlank();
    }

    private GetEventsResponse page(String user) {
        return history.getEvents(GetEventsRequest.newBuilder()
                .setUserId(user)
                .setConversationId(Told.GROUP)
                .setAfterSeq(0)
                .setAtLeastSeq(8)
                .build());
    }

    private static ListReactionsRequest.Builder reactions(String user) {
        return ListReactionsRequest.newBuilder()
                .setUserId(user)
                .setConversationId(Told.GROUP)
                .setSeq(2);
    }

    /** Written again by each test: what is archived already changes nothing. */
    private static void write(List<Event> events) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", TestServers.kafka()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            events.forEach(event ->
                    producer.send(new ProducerRecord<>(Topics.EVENTS, event.getConversationId(), event.toByteArray())));
        }
    }

    private static Event in(String conversation, Event event) {
        return event.toBuilder().setConversationId(conversation).build();
    }

    private static ReactionCount count(String emoji, int count, boolean mine) {
        return ReactionCount.newBuilder()
                .setEmoji(emoji)
                .setCount(count)
                .setMine(mine)
                .build();
    }

    private static UserReaction by(String user, String emoji) {
        return UserReaction.newBuilder().setUserId(user).setEmoji(emoji).build();
    }
}
