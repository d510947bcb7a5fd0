package io.hongyan.message.unread.postgres;

import io.hongyan.eventlog.Topics;
import io.hongyan.eventlog.rebuild.RebuiltProjection;
import io.hongyan.eventlog.rebuild.TablesRebuild;
import io.hongyan.message.unread.Conversations;
import io.hongyan.proto.events.v1.Event;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.List;
import java.util.Map;

/** How the projection of unread counts is rebuilt from the log. */
public final class RebuiltUnread {

    /** What people call it. */
    public static final String NAME = "unread";

    private RebuiltUnread() {}

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
                        "unread",
                        "position",
                        List.of("conversation", "last_event", "member", "mention", "message"),
                        Map.of(), // all of it comes from the log
                        Topics.EVENTS,
                        Event.parser(),
                        Conversations::objection,
                        ProjectionStore::apply));
    }
}
