package io.hongyan.history.archive.postgres;

import static io.hongyan.history.archive.ArchiveDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Logged;
import io.hongyan.history.archive.ArchiveDatabase;
import io.hongyan.history.archive.Keeping;
import io.hongyan.history.archive.Told;
import io.hongyan.history.archive.VersionsConfig;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.history.v1.ListVersionsResponse;
import io.hongyan.proto.history.v1.MessageVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What messages said, for audit. */
class VersionStoreTest {

    private static final String OF_TWO = "d:ann:ben";
    private static final VersionsConfig ON = () -> true;
    private static final VersionsConfig OFF = () -> false;

    private static ArchiveDatabase database;

    private final List<Event> log = new ArrayList<>();

    @BeforeAll
    static void connect() {
        database = new ArchiveDatabase();
    }

    @AfterAll
    static void disconnect() {
        database.close();
    }

    @BeforeEach
    void beginAnew() {
        database.empty();
        log.add(Told.created("ann", "ben"));
        log.add(Told.message(2, "ann", "goose"));
        log.add(Told.edit(3, "ann", 2, "geese"));
        log.add(Told.edit(4, "ben", 2, "swans"));
        log.add(Told.edit(5, "ann", 2, "grey geese"));
    }

    @Test
    void eachVersionHasItsEventItsTimeItsEditorAndItsWords() {
        archive(ON, log);

        assertThat(list(ON, 2, 0, 10))
                .isEqualTo(ListVersionsResponse.newBuilder()
                        .addVersions(version(2, "goose"))
                        .addVersions(version(3, "geese"))
                        .addVersions(version(5, "grey geese"))
                        .build());
    }

    @Test
    void theyComePageByPage() {
        archive(ON, log);

        assertThat(list(ON, 2, 0, 2))
                .isEqualTo(ListVersionsResponse.newBuilder()
                        .addVersions(version(2, "goose"))
                        .addVersions(version(3, "geese"))
                        .setMore(true)
                        .build());
        assertThat(list(ON, 2, 3, 2))
                .isEqualTo(ListVersionsResponse.newBuilder()
                        .addVersions(version(5, "grey geese"))
                        .build());
        assertThat(list(ON, 2, 5, 2)).isEqualTo(ListVersionsResponse.getDefaultInstance());
    }

    @Test
    void whatWasNeverEditedHasOneAndWhatIsNoMessageNone() {
        log.add(Told.message(6, "ben", "swans"));
        archive(ON, log);

        assertThat(list(ON, 6, 0, 10).getVersionsList())
                .containsExactly(
                        version(6, "swans").toBuilder().setEditorId("ben").build());
        assertThat(list(ON, 5, 0, 10)).isEqualTo(ListVersionsResponse.getDefaultInstance());
        assertThat(list(ON, 99, 0, 10)).isEqualTo(ListVersionsResponse.getDefaultInstance());
    }

    @Test
    void whatWasTakenBackTellsWhenItWasEditedAndNothingElse() {
        log.add(Told.recall(6, "ann", 2));
        archive(ON, log);

        assertThat(list(ON, 2, 0, 10))
                .isEqualTo(ListVersionsResponse.newBuilder()
                        .addVersions(silent(2))
                        .addVersions(silent(3))
                        .addVersions(silent(5))
                        .setRecalled(true)
                        .build());
    }

    @Test
    void whatIsNotKeptForAuditIsKeptForReadersOfGroupsAlone() {
        log.addAll(log.stream()
                .map(event -> event.toBuilder().setConversationId(OF_TWO).build())
                .toList());
        archive(OFF, log);

        assertThat(list(OFF, 2, 0, 10).getVersionsList())
                .containsExactly(silent(2), silent(3), version(5, "grey geese"));
        assertThat(await(database.pool()
                                .query("SELECT DISTINCT conversation_id FROM versions")
                                .execute())
                        .iterator()
                        .next()
                        .getString(0))
                .isEqualTo(Told.GROUP);
    }

    @Test
    void whatIsBeyondTheBoundIsOnRecordWithoutWords() {
        for (int i = 0; i < Keeping.VERSIONS_MAX; i++) {
            log.add(Told.edit(log.size() + 1L, "ann", 2, "geese " + i));
        }
        archive(ON, log);

        List<MessageVersion> versions = list(ON, 2, 0, 200).getVersionsList();

        assertThat(versions).hasSize(Keeping.VERSIONS_MAX + 3);
        assertThat(versions)
                .filteredOn(version -> !version.hasContent())
                .containsExactlyElementsOf(versions.subList(Keeping.VERSIONS_MAX, Keeping.VERSIONS_MAX + 2));
        assertThat(versions.getLast().getContent().getText()).isEqualTo("geese " + (Keeping.VERSIONS_MAX - 1));
    }

    private static ListVersionsResponse list(VersionsConfig config, long seq, long after, int size) {
        return await(new VersionStore(database.pool(), config).list(Told.GROUP, seq, after, size));
    }

    private static MessageVersion version(long seq, String text) {
        return silent(seq).toBuilder()
                .setContent(Content.newBuilder().setText(text))
                .build();
    }

    private static MessageVersion silent(long seq) {
        return MessageVersion.newBuilder()
                .setSeq(seq)
                .setTimeMs(1_000 * seq)
                .setEditorId("ann")
                .build();
    }

    private static void archive(VersionsConfig config, List<Event> log) {
        var archive = new ArchiveStore(database.pool(), config);
        await(archive.positions().load(database.pool(), List.of(0)));
        List<Logged<Event>> records = new ArrayList<>();
        log.forEach(event -> records.add(new Logged<>(0, records.size(), null, event)));
        await(archive.append(new DecodedBatch<>(records, List.of(), Map.of(0, (long) log.size()))));
    }
}
