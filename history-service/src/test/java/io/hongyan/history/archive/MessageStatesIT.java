package io.hongyan.history.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.history.v1.ConversationEvents;
import io.hongyan.proto.history.v1.GetEventsRequest;
import io.hongyan.proto.history.v1.GetEventsResponse;
import io.hongyan.proto.history.v1.HistoryServiceGrpc;
import io.hongyan.proto.history.v1.ListReactionsRequest;
import io.hongyan.proto.history.v1.ListReactionsResponse;
import io.hongyan.proto.history.v1.ListVersionsRequest;
import io.hongyan.proto.history.v1.MessageState;
import io.hongyan.proto.history.v1.ReactionCount;
import io.hongyan.proto.history.v1.SearchRequest;
import io.hongyan.proto.history.v1.SyncPosition;
import io.hongyan.proto.history.v1.SyncRequest;
import io.hongyan.proto.history.v1.UserReaction;
import io.hongyan.proto.history.v1.VersionsServiceGrpc;
import io.hongyan.testkit.PostgresTestResource;
import io.hongyan.testkit.TestServers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
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
            Told.added(8, "dan"),
            Told.edit(9, "ann", 2, "greylag geese"));

    @Inject
    Pool pool;

    @Inject
    MeterRegistry meters;

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

        assertThat(page.getEvents(1)).isEqualTo(Told.message(2, "ann", "greylag geese"));
        assertThat(page.getEvents(8)).isEqualTo(Told.edit(9, "ann", 2, "greylag geese"));
        assertThat(page.getStatesList())
                .containsExactly(MessageState.newBuilder()
                        .setSeq(2)
                        .setEditedSeq(9)
                        .setEditedMs(9_000)
                        .addReactions(count("👍", 2, true))
                        .addReactions(count("🪿", 1, false))
                        .setReactionsSeq(6)
                        .build());
        assertThat(page("ann").getStates(0).getReactionsList()).allMatch(ReactionCount::getMine);
    }

    @Test
    void syncTellsItToo() {
        assertThat(synced("ann").getStatesList())
                .extracting(MessageState::getSeq, MessageState::getEditedSeq)
                .containsExactly(tuple(2L, 9L));
    }

    @Test
    void whoJoinedLaterSeesNeitherTheMessageNorWhatBecameOfIt() {
        GetEventsResponse page = page("dan");

        assertThat(page.getEventsList())
                .as("nor what an edit makes of it")
                .containsExactly(Told.added(8, "dan"), Contents.without(Told.edit(9, "ann", 2, "greylag geese")));
        assertThat(page.getStatesList()).isEmpty();
        assertThat(synced("dan").getEventsList()).isEqualTo(page.getEventsList());
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

    /** Through all doors: a page, a sync, a list of reactions, a search, and what is audited. */
    @Test
    void whoLeftIsToldNothingOfWhatHappenedLater() {
        String left = "g:" + "v".repeat(26);
        List<Event> story = List.of(
                Told.created("ann", "ben"),
                Told.message(2, "ann", "geese"),
                Told.reaction(3, "ann", 2, "🪿", true),
                Told.removed(4, "ben"),
                Told.edit(5, "ann", 2, "a secret"),
                Told.reaction(6, "ann", 2, "🪿", false),
                Told.reaction(7, "ann", 2, "👍", true));
        write(story.stream().map(event -> in(left, event)).toList());
        var asked = GetEventsRequest.newBuilder()
                .setUserId("ben")
                .setConversationId(left)
                .setAtLeastSeq(7)
                .build();
        var state = MessageState.newBuilder()
                .setSeq(2)
                .addReactions(count("🪿", 1, false))
                .setReactionsSeq(3)
                .build();

        GetEventsResponse page = history.getEvents(asked);
        var synced = history.sync(SyncRequest.newBuilder()
                        .setUserId("ben")
                        .addPositions(SyncPosition.newBuilder()
                                .setConversationId(left)
                                .setSeq(1))
                        .build())
                .getConversations(0);

        assertThat(page.getEventsList())
                .isEqualTo(story.subList(0, 4).stream()
                        .map(event -> in(left, event))
                        .toList());
        assertThat(page.getStatesList()).containsExactly(state);
        assertThat(synced.getEventsList()).isEqualTo(page.getEventsList().subList(1, 4));
        assertThat(synced.getStatesList()).containsExactly(state);
        assertThat(history.listReactions(
                                reactions("ben").setConversationId(left).build())
                        .getReactionsList())
                .containsExactly(by("ann", "🪿"));
        assertThat(found("ben", left, "secret")).isEmpty();
        assertThat(found("ben", "", "secret")).isEmpty();
        assertThat(found("ann", left, "secret")).containsExactly(2L);
        assertThat(VersionsServiceGrpc.newBlockingStub(channel)
                        .listVersions(ListVersionsRequest.newBuilder()
                                .setConversationId(left)
                                .setSeq(2)
                                .build())
                        .getVersionsList())
                .extracting(version -> version.getContent().getText())
                .containsExactly("geese", "a secret");
    }

    @Test
    void badRequestsForVersionsAreRefused() {
        var versions = VersionsServiceGrpc.newBlockingStub(channel);
        var good = ListVersionsRequest.newBuilder()
                .setConversationId(Told.GROUP)
                .setSeq(2)
                .build();

        for (ListVersionsRequest bad : List.of(
                good.toBuilder().clearSeq().build(),
                good.toBuilder().setSeq(-1).build(),
                good.toBuilder().setAfterSeq(-1).build(),
                good.toBuilder().setConversationId("geese").build(),
                good.toBuilder().setPageSize(201).build())) {
            var refused = catchThrowableOfType(StatusRuntimeException.class, () -> versions.listVersions(bad));

            assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        }
    }

    private List<Long> found(String user, String conversation, String text) {
        return history
                .search(SearchRequest.newBuilder()
                        .setUserId(user)
                        .setConversationId(conversation)
                        .setText(text)
                        .build())
                .getHitsList()
                .stream()
                .map(hit -> hit.getEvent().getSeq())
                .toList();
    }

    /** What PostgreSQL could not keep, or what makes no sense, does not hold up what comes after it. */
    @Test
    void senselessEditsAndReactionsLeaveByTheDeadLetterTopic() {
        String other = "g:" + "u".repeat(26);
        double before = deadLetters();
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
        assertThat(rows("reactions", other) + rows("edits", other)).isZero();
        assertThat(deadLetters() - before).isEqualTo(6);
    }

    private double deadLetters() {
        return meters.find("hongyan.dead.letters").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
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
                .setAtLeastSeq(9)
                .build());
    }

    private ConversationEvents synced(String user) {
        var answer = history.sync(SyncRequest.newBuilder()
                .setUserId(user)
                .addPositions(SyncPosition.newBuilder()
                        .setConversationId("d:mallory:zoe")
                        .setSeq(1))
                .addPositions(SyncPosition.newBuilder()
                        .setConversationId(Told.GROUP)
                        .setSeq(1)
                        .setAtLeastSeq(9))
                .build());
        assertThat(answer.getConversations(0).getStatesList()).isEmpty();
        return answer.getConversations(1);
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
