package io.hongyan.message.unread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.hongyan.message.unread.postgres.RebuiltUnread;
import io.hongyan.proto.conversations.v1.ConversationServiceGrpc;
import io.hongyan.proto.conversations.v1.ConversationServiceGrpc.ConversationServiceBlockingStub;
import io.hongyan.proto.conversations.v1.ListConversationsRequest;
import io.hongyan.proto.conversations.v1.ListConversationsResponse;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.rebuild.v1.Phase;
import io.hongyan.proto.rebuild.v1.RebuildServiceGrpc;
import io.hongyan.proto.rebuild.v1.RebuildServiceGrpc.RebuildServiceBlockingStub;
import io.hongyan.proto.rebuild.v1.StartRequest;
import io.hongyan.proto.rebuild.v1.StartResponse;
import io.hongyan.testkit.KafkaTestResource;
import io.hongyan.testkit.PostgresTestResource;
import io.hongyan.testkit.TestServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The projection is rebuilt through the service's door while it goes on counting and answering. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(
        value = KafkaTestResource.class,
        initArgs = @ResourceArg(name = "topics", value = "hongyan.events.v1:4,hongyan.events.v1.dlq:1"))
@SuppressWarnings("NullAway.Init") // stubs are there from @BeforeEach on
class UnreadRebuildIT {

    private static final String CATALOG = """
            SELECT tablename || ' ' || indexdef AS line FROM pg_indexes WHERE schemaname = 'unread'
            UNION ALL
            SELECT table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable || ' '
                || COALESCE(collation_name, '') || ' ' || COALESCE(generation_expression, '')
            FROM information_schema.columns WHERE table_schema = 'unread'
            UNION ALL
            SELECT relname || ' ' || relkind::text || ' ' || COALESCE(array_to_string(reloptions, ','), '')
            FROM pg_class WHERE relnamespace = 'unread'::regnamespace
            UNION ALL
            SELECT viewname || ' ' || definition FROM pg_views WHERE schemaname = 'unread'
            ORDER BY line""";

    @Inject
    Pool pool;

    private EventLog log;
    private ManagedChannel channel;
    private ConversationServiceBlockingStub conversations;
    private RebuildServiceBlockingStub rebuilds;

    @BeforeEach
    void connect() {
        log = new EventLog();
        channel = ManagedChannelBuilder.forAddress("localhost", TestServers.grpcPort())
                .usePlaintext()
                .build();
        conversations = ConversationServiceGrpc.newBlockingStub(channel);
        rebuilds = RebuildServiceGrpc.newBlockingStub(channel);
    }

    @AfterEach
    void disconnect() {
        log.close();
        channel.shutdownNow();
    }

    @Test
    void noTableIsForgotten() {
        assertThat(RebuiltUnread.rebuild(pool, Map.of()).undeclaredTables()).isEmpty();
    }

    @Test
    void rowsAreTheSameAfterRebuildsWhileTrafficIsWrittenAndCountsAreAskedFor() {
        for (int i = 0; i < 40; i++) {
            log.commit(talk("early" + i));
        }
        log.commit(group());
        assertThat(list("reader0").getUnreadTotal()).isEqualTo(40 * 5);
        List<String> catalog = texts(CATALOG);
        var isOver = new AtomicBoolean();
        var traffic = CompletableFuture.supplyAsync(() -> {
            int told = 0;
            while (!isOver.get() || told < 20) {
                log.commit(talk("late" + told));
                told++;
            }
            return told;
        });
        var asking = CompletableFuture.supplyAsync(() -> {
            long least = 40 * 5;
            while (!isOver.get()) {
                long total = list("reader0").getUnreadTotal();
                assertThat(total).isGreaterThanOrEqualTo(least); // neither half a projection nor an older one
                least = total;
            }
            return least;
        });

        for (int i = 0; i < 3; i++) {
            assertThat(rebuild(false).getPhase()).isEqualTo(Phase.PHASE_DONE);
            assertEqual(rebuild(true));
        }
        isOver.set(true);
        int told = traffic.join();
        asking.join();

        assertThat(list("reader0").getUnreadTotal()).isEqualTo(40L * 5 + told * 5L);
        assertEqual(rebuild(true));
        assertThat(texts(CATALOG)).isEqualTo(catalog);
        assertThat(texts("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'rebuild%'"))
                .isEmpty();
    }

    @Test
    void aWrongCountIsFoundByComparingAndMendedByRebuilding() {
        log.commit(Story.ofTwo("kim", "lou")
                .send("kim")
                .send("kim")
                .mention("kim", "lou")
                .events());
        assertThat(list("lou").getUnreadTotal()).isEqualTo(3);
        run("DELETE FROM unread.mention WHERE conversation_id = 'd:kim:lou'");
        run("UPDATE unread.member SET read_seq = 2 WHERE conversation_id = 'd:kim:lou' AND user_id = 'lou'");
        run("DELETE FROM unread.message WHERE conversation_id = 'd:kim:lou' AND seq = 1");
        assertThat(list("lou").getUnreadTotal()).isEqualTo(1);

        assertThat(rows(rebuild(true)))
                .containsExactly(
                        "member: conversation_id=d:kim:lou user_id=lou DIFFERENCE_KIND_DIFFERENT",
                        "mention: conversation_id=d:kim:lou user_id=lou seq=3 DIFFERENCE_KIND_MISSING",
                        "message: conversation_id=d:kim:lou seq=1 DIFFERENCE_KIND_MISSING");
        rebuild(false);

        assertThat(list("lou").getUnreadTotal()).isEqualTo(3);
        assertThat(list("lou").getConversations(0).getMentionSeqsList()).containsExactly(3L);
        assertEqual(rebuild(true));
    }

    @Test
    void aTableThatNobodyDeclaredStopsARebuild() {
        run("CREATE TABLE unread.novelty (what text)");
        try {
            assertThatThrownBy(() -> rebuild(false))
                    .hasMessageStartingWith("FAILED_PRECONDITION")
                    .hasMessageContaining("unread.novelty");
        } finally {
            run("DROP TABLE unread.novelty");
        }
    }

    /** Five unread messages for one of two readers, three of them recalled or not counted besides. */
    private static List<Event> talk(String name) {
        Story story = Story.ofTwo(name, "reader0");
        for (int i = 0; i < 6; i++) {
            story.send(name);
        }
        story.recall(name, 6);
        return story.events();
    }

    private static List<Event> group() {
        return Story.ofGroup('x', "own", "two", "three")
                .send("own")
                .read("two", 2)
                .rename("own", "geese")
                .remove("own", "three")
                .send("two")
                .mute("own", true)
                .mention("own", "two")
                .mentionEveryone("two")
                .events();
    }

    private ListConversationsResponse list(String user) {
        return conversations.listConversations(ListConversationsRequest.newBuilder()
                .setUserId(user)
                .setFresh(true)
                .build());
    }

    private StartResponse rebuild(boolean compare) {
        var answers = rebuilds.start(StartRequest.newBuilder()
                .setProjection("unread")
                .setCompare(compare)
                .build());
        StartResponse last = answers.next();
        while (answers.hasNext()) {
            last = answers.next();
        }
        return last;
    }

    private static void assertEqual(StartResponse compared) {
        assertThat(compared.getTablesList())
                .extracting(table -> table.getTable())
                .containsExactly("conversation", "last_event", "member", "mention", "message");
        assertThat(compared.getTablesList())
                .allSatisfy(table -> assertThat(table.getRows()).isPositive());
        assertThat(rows(compared)).isEmpty();
    }

    private static List<String> rows(StartResponse compared) {
        return compared.getTablesList().stream()
                .flatMap(table -> table.getFirstList().stream()
                        .map(row -> table.getTable() + ": " + row.getKey() + " " + row.getKind()))
                .toList();
    }

    private List<String> texts(String query) {
        List<String> lines = new ArrayList<>();
        run(query).forEach(row -> lines.add(row.getString(0)));
        return lines;
    }

    private RowSet<Row> run(String query) {
        return pool.query(query).execute().await().atMost(Duration.ofSeconds(20));
    }
}
