package io.hongyan.history.archive.grpc;

import static io.hongyan.history.archive.ArchiveDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grpc.Status;
import io.hongyan.history.archive.ArchiveDatabase;
import io.hongyan.history.archive.postgres.ArchiveStore;
import io.hongyan.history.search.SearchLimits;
import io.hongyan.history.search.postgres.SearchStore;
import io.hongyan.proto.history.v1.SearchRequest;
import io.hongyan.proto.history.v1.SearchResponse;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many searches there may be at once, and for how long, while PostgreSQL does not answer. */
class SearchesTest {

    private static final SearchRequest REQUEST =
            SearchRequest.newBuilder().setUserId("ann").setText("geese").build();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private ArchiveDatabase database;

    @BeforeEach
    void connect() {
        database = new ArchiveDatabase();
    }

    @AfterEach
    void disconnect() {
        database.close();
    }

    @Test
    void moreThanMayRunAreToBeTriedAgainAndRunOnceOthersAreOver() {
        Searches searches = searches(Duration.ofSeconds(10));
        var lock = await(database.pool().getConnection());
        await(lock.query("BEGIN").execute());
        await(lock.query("LOCK TABLE search").execute());
        var first = searches.find(REQUEST).subscribeAsCompletionStage();

        Throwable refused = catchThrowable(() -> await(searches.find(REQUEST)));

        assertThat(Status.fromThrowable(refused).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(meters.counter("hongyan.history.searches.rejected").count()).isEqualTo(1);
        assertThat(meters.get("hongyan.history.searches").gauge().value()).isEqualTo(1);
        await(lock.query("ROLLBACK").execute());
        await(lock.close());
        assertThat(first.join()).isEqualTo(SearchResponse.getDefaultInstance());
        assertThat(await(searches.find(REQUEST))).isEqualTo(SearchResponse.getDefaultInstance());
        assertThat(meters.get("hongyan.history.searches").gauge().value()).isZero();
    }

    @Test
    void oneThatTakesTooLongEndsAndMakesRoom() {
        Searches searches = searches(Duration.ofMillis(50));
        var lock = await(database.pool().getConnection());
        await(lock.query("BEGIN").execute());
        await(lock.query("LOCK TABLE search").execute());

        for (int i = 0; i < 3; i++) {
            Throwable tooLong = catchThrowable(() -> await(searches.find(REQUEST)));

            assertThat(Status.fromThrowable(tooLong).getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        }
        await(lock.query("ROLLBACK").execute());
        await(lock.close());
        assertThat(await(searches.find(REQUEST))).isEqualTo(SearchResponse.getDefaultInstance());
    }

    private Searches searches(Duration timeMax) {
        var config = SearchLimits.of(1, timeMax);
        return new Searches(
                new SearchStore(database.pool(), config),
                new ArchiveStore(database.pool(), () -> true),
                config,
                meters);
    }
}
