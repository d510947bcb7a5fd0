package io.hongyan.client.inbox;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** When a gap may be asked for: once at a time, and not while an own message may be about to fill it. */
final class Gaps {

    private final Set<String> asked = new HashSet<>();
    private final Map<String, Integer> sending = new HashMap<>();

    /** True if the question is to be put now; it counts as put. */
    boolean mayAsk(String conversationId) {
        return !sending.containsKey(conversationId) && asked.add(conversationId);
    }

    void answered(String conversationId) {
        asked.remove(conversationId);
    }

    void sending(String conversationId) {
        sending.merge(conversationId, 1, Integer::sum);
    }

    void sent(String conversationId) {
        sending.computeIfPresent(conversationId, (id, count) -> count == 1 ? null : count - 1);
    }

    void forgetQuestions() {
        asked.clear();
    }

    void forget(String conversationId) {
        asked.remove(conversationId);
        sending.remove(conversationId);
    }
}
