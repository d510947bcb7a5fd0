package io.hongyan.push.explain;

import io.hongyan.proto.events.v1.Event;
import io.hongyan.push.audience.Alertable;
import io.hongyan.push.audience.Changes;
import io.hongyan.push.audience.Incoming;
import io.hongyan.push.decision.Imagined;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What an event of the archive is to a user, as far as alerts are concerned. */
public sealed interface Subject {

    /** A message that the user is alerted of, if nothing speaks against it. */
    record Message(Imagined message) implements Subject {}

    /** The user sent it. */
    record Own() implements Subject {}

    /** A message of which nobody is alerted. */
    record Silent() implements Subject {}

    /** It was taken back, and nobody knows any more what it said. */
    record TakenBack() implements Subject {}

    /** No message. */
    record Other() implements Subject {}

    /**
     * Reads an event as alerts are opened by it.
     *
     * @param event as the archive has it: without content if it was taken back
     * @param now when it is to have come in
     */
    static Subject of(Event event, String userId, Instant now) {
        if (!event.hasMessageSent()) {
            return new Other();
        }
        if (!event.getMessageSent().hasContent()) {
            return new TakenBack();
        }
        List<Alertable> opened = Changes.of(
                        List.of(new Incoming(event, null)),
                        Map.of(event.getConversationId(), event.getRevision() - 1),
                        Instant.EPOCH)
                .messages();
        if (opened.isEmpty()) {
            return new Silent();
        }
        Alertable message = opened.getFirst();
        return message.senderId().equals(userId) ? new Own() : new Message(imagined(message, now));
    }

    private static Imagined imagined(Alertable message, Instant now) {
        return new Imagined(
                message.conversationId(),
                message.revision(),
                message.seq(),
                message.senderId(),
                message.body(),
                message.mentions(),
                message.mentionsEveryone(),
                now);
    }
}
