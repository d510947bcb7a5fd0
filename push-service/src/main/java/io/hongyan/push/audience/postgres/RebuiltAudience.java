package io.hongyan.push.audience.postgres;

import io.hongyan.eventlog.Topics;
import io.hongyan.eventlog.rebuild.RebuiltProjection;
import io.hongyan.eventlog.rebuild.TablesRebuild;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.push.audience.Objections;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.List;
import java.util.Map;

/** How the audience is rebuilt from the log. Nobody is alerted by that. */
public final class RebuiltAudience {

    /** What people call it. */
    public static final String NAME = "push";

    /** What is no function of the log alone, and why. */
    private static final Map<String, String> KEPT = Map.of(
            "device", "registered by phones; the log knows nothing of them",
            "alert", "decisions that were made, by which a message is never alerted of twice",
            "alert_message", "the words of messages whose alerts are undecided, and gone with them",
            "decision_outbox", "decisions that are yet to be published",
            "preference", "set by users; the log knows nothing of them",
            "conversation_preference", "set by users likewise");

    private RebuiltAudience() {}

    /**
     * Over the service's database.
     *
     * @param kafka the settings by which the log is reached
     */
    public static TablesRebuild<Event> rebuild(Pool pool, Map<String, Object> kafka) {
        return new TablesRebuild<>(
                pool,
                kafka,
                new RebuiltProjection<>(
                        NAME,
                        "public",
                        "projection_position",
                        List.of("conversation", "member"),
                        KEPT,
                        Topics.EVENTS,
                        Event.parser(),
                        Objections::against,
                        AudienceStore::rebuild));
    }
}
