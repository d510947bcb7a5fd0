package io.hongyan.message.unread;

import io.hongyan.proto.content.v1.Mentions;
import io.hongyan.proto.events.v1.Event;
import java.util.List;
import java.util.stream.Stream;

/**
 * A countable message that speaks to somebody by name.
 *
 * @param conversationId where
 * @param userId to whom, member or not; empty: to everyone
 * @param seq the message
 * @param senderId who sent it, whom it is not told
 */
public record Mention(String conversationId, String userId, long seq, String senderId) {

    /** Whom everyone is. */
    public static final String EVERYONE = "";

    /**
     * Whom a message that is sent now speaks to: everyone, or those whom it names, once each and without its sender. Who
     * cannot be a user is passed over.
     */
    static List<Mention> of(Event event) {
        if (!event.getMessageSent().getCountable()) {
            return List.of();
        }
        Mentions mentions = event.getMessageSent().getContent().getMentions();
        String sender = event.getActor().getUserId();
        Stream<String> users = mentions.getEveryone()
                ? Stream.of(EVERYONE)
                : mentions.getUserIdsList().stream()
                        .filter(user -> Conversations.isUser(user) && !user.equals(sender))
                        .distinct();
        return users.map(user -> new Mention(event.getConversationId(), user, event.getSeq(), sender))
                .toList();
    }
}
