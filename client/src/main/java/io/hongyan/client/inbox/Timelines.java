package io.hongyan.client.inbox;

import static java.util.Comparator.comparingLong;

import io.hongyan.proto.client.v1.Position;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The conversations of one user on one device, bounded: beyond the limit the one that was quiet longest is forgotten. */
final class Timelines {

    private final String me;
    private final InboxLimits limits;
    private final Map<String, Timeline> byId = new HashMap<>();
    private final Consumer<String> onForgotten;
    private boolean partial;

    Timelines(String me, InboxLimits limits, Consumer<String> onForgotten) {
        this.me = me;
        this.limits = limits;
        this.onForgotten = onForgotten;
    }

    @Nullable
    Timeline find(String id) {
        return byId.get(id);
    }

    Timeline of(String id) {
        Timeline known = byId.get(id);
        if (known != null) {
            return known;
        }
        if (byId.size() >= limits.conversationsMax()) {
            byId.entrySet().stream()
                    .min(comparingLong(entry -> entry.getValue().facts().lastTimeMs()))
                    .map(Map.Entry::getKey)
                    .ifPresent(this::forget);
        }
        Timeline made = new Timeline(id, me, limits);
        byId.put(id, made);
        return made;
    }

    private void forget(String id) {
        partial = true; // from now on sums say nothing
        byId.remove(id);
        onForgotten.accept(id);
    }

    /** Whether conversations were forgotten, so that sums over all of them are short. */
    boolean isPartial() {
        return partial;
    }

    Collection<Timeline> all() {
        return byId.values();
    }

    int size() {
        return byId.size();
    }

    /** The most recent conversations, and up to where each is whole. */
    List<Position> positions(int max) {
        return latestFirst()
                .limit(max)
                .map(conversation -> Position.newBuilder()
                        .setConversationId(conversation.id())
                        .setSeq(conversation.haveSeq())
                        .setOwnVersion(conversation.arrangement().version())
                        .build())
                .toList();
    }

    Stream<Conversation> latestFirst() {
        return byId.values().stream()
                .map(Timeline::view)
                .sorted(comparingLong(Conversation::lastTimeMs).reversed().thenComparing(Conversation::id));
    }

    long headSum() {
        return byId.values().stream().mapToLong(Timeline::have).sum();
    }

    /** Unread in those that are not muted. */
    long unread() {
        return byId.values().stream()
                .filter(timeline -> !timeline.facts().muted())
                .mapToLong(timeline -> timeline.view().unread())
                .sum();
    }

    /** Whether something is unread that the total does not tell of. */
    boolean anyMutedUnread() {
        return byId.values().stream()
                .anyMatch(
                        timeline -> timeline.facts().muted() && timeline.view().unread() > 0);
    }

    /** Whether any count has become inexact since the last question. */
    boolean anyBecameInexact() {
        boolean doubt = false;
        for (Timeline timeline : byId.values()) {
            doubt |= timeline.becameInexact();
        }
        return doubt;
    }
}
