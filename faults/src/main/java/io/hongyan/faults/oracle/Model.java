package io.hongyan.faults.oracle;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What everybody together was told: the conversations, the messages that were to be sent, and where they stand. */
final class Model {

    private final Map<String, Log> logs = new TreeMap<>();
    private final Map<String, Message> messages = new HashMap<>();
    private final Map<String, Integer> sentTo = new HashMap<>();
    private final Map<Set<String>, String> pairs = new HashMap<>();

    /** The conversation; a new one if nothing is known of it. */
    Log log(String conversation) {
        return logs.computeIfAbsent(conversation, Log::new);
    }

    /** Two people may talk to each other. */
    void paired(Fact.Paired pair) {
        log(pair.conversation()).paired(pair.one(), pair.other());
        pairs.put(Set.of(pair.one(), pair.other()), pair.conversation());
    }

    /** The conversation of two people; empty if there is none. */
    String pairOf(String one, String other) {
        return one.equals(other) ? "" : pairs.getOrDefault(Set.of(one, other), "");
    }

    /** All conversations. */
    Collection<Log> logs() {
        return logs.values();
    }

    /** A message or an edit was to be sent. */
    void sent(Fact.Sent sent) {
        messages.putIfAbsent(sent.contentId(), new Message(sent));
        sentTo.merge(sent.conversation(), sent.isEdit() ? 0 : 1, Integer::sum);
    }

    /** How many messages were to be sent to a conversation. */
    int sentTo(String conversation) {
        return sentTo.getOrDefault(conversation, 0);
    }

    /** A message or an edit by its content; null if nobody was to send it. */
    @Nullable
    Message message(String contentId) {
        return messages.get(contentId);
    }

    Collection<Message> messages() {
        return messages.values();
    }
}
