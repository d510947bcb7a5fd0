package io.hongyan.client.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.client.v1.ClientEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** An inbox whose effects are carried out against a {@link ModelServer} at once; it watches what is shown. */
final class ModelDevice {

    private static final int EFFECTS_MAX = 10_000;

    final Inbox inbox;
    final ModelServer server;
    final Map<String, Long> shownTo = new HashMap<>();
    final Map<String, Long> confirmed = new HashMap<>();
    final List<Hole> holes = new ArrayList<>();
    long badge;
    int questions;

    /** Something was shown without what comes before it. */
    record Hole(String conversation, long end) {}

    ModelDevice(ModelServer server, InboxLimits limits) {
        this.server = server;
        this.inbox = new Inbox(ModelServer.ME, limits);
    }

    void login() {
        perform(inbox.on(server.welcome(inbox.have())));
    }

    void beat() {
        perform(inbox.on(server.pong()));
    }

    void perform(List<Effect> effects) {
        Queue<Effect> queue = new ArrayDeque<>(effects);
        int performed = 0;
        while (!queue.isEmpty()) {
            assertThat(++performed).as("effects must come to an end").isLessThan(EFFECTS_MAX);
            queue.addAll(perform(queue.remove()));
        }
    }

    private List<Effect> perform(Effect effect) {
        return switch (effect) {
            case Effect.Shown shown -> {
                shown.events().forEach(event -> see(shown.conversation().id(), event));
                yield List.of();
            }
            case Effect.Forgotten forgotten -> {
                // Where a conversation begins anew, what lies before is no hole.
                holes.removeIf(hole ->
                        hole.conversation().equals(forgotten.conversationId()) && hole.end() <= forgotten.beforeSeq());
                yield List.of();
            }
            case Effect.Confirm confirm -> {
                confirmed.merge(confirm.conversationId(), confirm.seq(), Math::max);
                yield List.of();
            }
            case Effect.TellRead read -> {
                long version = server.read(read.conversationId(), read.seq());
                yield inbox.readTold(read.conversationId(), read.seq(), version);
            }
            case Effect.Fill fill -> {
                questions++;
                yield inbox.on(server.historyAfter(fill.conversationId(), fill.afterSeq()));
            }
            case Effect.Sync sync -> {
                questions++;
                yield inbox.on(server.sync(inbox.have()));
            }
            case Effect.Refresh refresh -> {
                questions++;
                yield inbox.on(server.conversations());
            }
            case Effect.CompareLater later -> inbox.compare(later.pong());
            case Effect.Badge moved -> {
                badge = moved.total();
                yield List.of();
            }
            case Effect.Changed changed -> List.of();
        };
    }

    private void see(String id, ClientEvent event) {
        long seq = event.getSeq();
        Long before = shownTo.put(id, seq);
        if (before != null) {
            assertThat(seq).as("shown once, and in order").isGreaterThan(before);
            if (seq > before + 1) {
                holes.add(new Hole(id, seq));
            }
        }
    }
}
