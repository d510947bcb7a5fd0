package io.hongyan.launcher.trace;

import io.hongyan.launcher.query.Projected;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.Reply;
import io.hongyan.proto.deliveries.v1.DeliveryRecord;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.push.v1.PushDecision;
import io.hongyan.proto.sessions.v1.SessionRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found of one message.
 *
 * @param event the message in the log; null if no event came of it
 * @param commands those that asked for it, resends included
 * @param replies the answers to them
 * @param deliveries what connectors were given of it
 * @param sessions to whom the sessions in the deliveries belong, by session id, as far as known
 * @param later what the log says of it afterwards
 * @param decisions what was decided about alerts
 * @param dead records of its way that nobody could process
 * @param history what history-service has of it; null if it was not asked
 * @param unread what the unread role has of it; null if it was not asked
 */
record Evidence(
        @Nullable Entry<Event> event,
        List<Entry<Command>> commands,
        List<Entry<Reply>> replies,
        List<Entry<DeliveryRecord>> deliveries,
        Map<String, SessionRecord> sessions,
        List<Entry<Event>> later,
        List<Entry<PushDecision>> decisions,
        List<Dead> dead,
        @Nullable Projected history,
        @Nullable Projected unread) {

    /**
     * A record that nobody could process.
     *
     * @param source where it had stood: topic, partition and offset
     * @param entry its dead letter, without the value
     */
    record Dead(String source, Entry<String> entry) {}
}
