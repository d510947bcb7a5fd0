package io.hongyan.message.unread;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.hongyan.proto.events.v1.Event;
import java.util.List;
import java.util.Map;

/**
 * What a batch of events makes of the rows: everything to be written, in one transaction.
 *
 * @param heads conversations as they are now
 * @param lastShown the last shown event of each conversation that has a new one
 * @param memberships those that came to be or changed, as they are now. None for sending
 * @param messages new countable messages, in the order of the log
 * @param mentions whom the new messages speak to by name, those that were recalled since included
 * @param recalled messages that count no more, those of this batch included
 * @param replayed how many events had been applied before and changed nothing
 */
public record Changes(
        List<Head> heads,
        List<Event> lastShown,
        List<Membership> memberships,
        List<CountableMessage> messages,
        List<Mention> mentions,
        List<RecalledMessage> recalled,
        int replayed) {

    public Changes {
        heads = List.copyOf(heads);
        lastShown = List.copyOf(lastShown);
        memberships = List.copyOf(memberships);
        messages = List.copyOf(messages);
        mentions = List.copyOf(mentions);
        recalled = List.copyOf(recalled);
    }

    /** The revisions that the conversations have now. */
    public Map<String, Long> revisions() {
        return heads.stream().collect(toUnmodifiableMap(Head::conversationId, Head::revision));
    }
}
