package io.hongyan.client.inbox;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has been asked and not answered yet: each thing once at a time. */
final class Questions {

    private final Set<String> gaps = new HashSet<>();
    private final Map<String, Integer> sending = new HashMap<>();
    private boolean syncing;
    private boolean refreshing;

    /** A new connection: what was asked on an earlier one will not be answered any more. */
    void begin() {
        gaps.clear();
        pagesDone();
    }

    /** Asks for what is missing, but not while an own message may be about to fill the gap. */
    void fill(String id, @Nullable Timeline timeline, List<Effect> effects) {
        if (timeline != null && timeline.hasGap() && !sending.containsKey(id) && gaps.add(id)) {
            effects.add(new Effect.Fill(id, timeline.have(), timeline.knownHead()));
        }
    }

    void filled(String id) {
        gaps.remove(id);
    }

    void sending(String id) {
        sending.merge(id, 1, Integer::sum);
    }

    void sent(String id) {
        sending.computeIfPresent(id, (key, count) -> count == 1 ? null : count - 1);
    }

    void sync(List<Effect> effects) {
        if (!syncing) {
            syncing = true;
            effects.add(new Effect.Sync(""));
        }
    }

    /** Asks for the counts of all conversations; what a sync brings has them too. */
    void refresh(List<Effect> effects) {
        if (!refreshing && !syncing) {
            refreshing = true;
            effects.add(new Effect.Refresh(""));
        }
    }

    /** The last page came, or none will. */
    void pagesDone() {
        syncing = false;
        refreshing = false;
    }

    void forget(String id) {
        gaps.remove(id);
        sending.remove(id);
    }
}
