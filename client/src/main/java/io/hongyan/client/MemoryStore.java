package io.hongyan.client;

import io.hongyan.client.inbox.Conversation;
import io.hongyan.client.outbox.Outgoing;
import io.hongyan.proto.client.v1.ClientEvent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Keeps everything as long as the process lives; bounded by what the client keeps. Safe for several threads. */
public final class MemoryStore implements LocalStore {

    private final Map<String, Conversation> conversations = new LinkedHashMap<>();
    private final Map<String, NavigableMap<Long, ClientEvent>> events = new LinkedHashMap<>();
    private final Set<Outgoing> outbox = new LinkedHashSet<>();
    private final Map<String, Long> untoldReads = new LinkedHashMap<>();

    @Override
    public synchronized List<Saved> conversations() {
        return conversations.values().stream()
                .map(conversation -> new Saved(
                        conversation, List.copyOf(eventsOf(conversation.id()).values())))
                .toList();
    }

    @Override
    public synchronized void save(Conversation conversation, List<ClientEvent> changed) {
        conversations.put(conversation.id(), conversation);
        NavigableMap<Long, ClientEvent> kept = eventsOf(conversation.id());
        changed.forEach(event -> kept.put(event.getSeq(), event));
    }

    @Override
    public synchronized void forgetBefore(String conversationId, long seq) {
        eventsOf(conversationId).headMap(seq, false).clear();
    }

    @Override
    public synchronized List<Outgoing> outbox() {
        return List.copyOf(outbox);
    }

    @Override
    public synchronized void addToOutbox(Outgoing message) {
        outbox.add(message);
    }

    @Override
    public synchronized void removeFromOutbox(Outgoing message) {
        outbox.remove(message);
    }

    @Override
    public synchronized Map<String, Long> untoldReads() {
        return Map.copyOf(untoldReads);
    }

    @Override
    public synchronized void addUntoldRead(String conversationId, long seq) {
        untoldReads.merge(conversationId, seq, Math::max);
    }

    @Override
    public synchronized void removeUntoldRead(String conversationId, long seq) {
        untoldReads.computeIfPresent(conversationId, (id, untold) -> untold <= seq ? null : untold);
    }

    private NavigableMap<Long, ClientEvent> eventsOf(String conversationId) {
        return events.computeIfAbsent(conversationId, id -> new TreeMap<>());
    }
}
