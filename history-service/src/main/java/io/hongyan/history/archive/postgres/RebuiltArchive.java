package io.hongyan.history.archive.postgres;

import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Topics;
import io.hongyan.eventlog.rebuild.RebuiltProjection;
import io.hongyan.eventlog.rebuild.TablesRebuild;
import io.hongyan.history.archive.Keeping;
import io.hongyan.proto.events.v1.Event;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.List;
import java.util.Map;

/** How the archive is rebuilt from the log. */
public final class RebuiltArchive {

    /** What people call it. */
    public static final String NAME = "history";

    private RebuiltArchive() {}

    /**
     * Over the archive's database.
     *
     * @param kafka the settings by which the log is reached
     * @param objection says what is wrong with an event, as the live consumer does
     * @param keeping which versions of messages are kept, as the live consumer keeps them
     */
    public static TablesRebuild<Event> rebuild(
            Pool pool, Map<String, Object> kafka, DecodedBatch.Objection<Event> objection, Keeping keeping) {
        return new TablesRebuild<>(
                pool,
                kafka,
                new RebuiltProjection<>(
                        NAME,
                        "public",
                        "archive_positions",
                        List.of("events", "periods", "edits", "versions", "reactions", "past_reactions", "search"),
                        Map.of("media", "uploaded by clients; the log knows nothing of them"),
                        Topics.EVENTS,
                        Event.parser(),
                        objection,
                        (transaction, batch) -> ArchiveStore.append(transaction, batch, keeping)));
    }
}
