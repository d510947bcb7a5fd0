package io.hongyan.message.audit;

import io.hongyan.message.unread.Recorded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Picks some of the conversations of a partition while it is read once from its beginning, each as likely as any other,
 * and keeps what their events say. Those whose salted hash is among the smallest are in: whoever is not at its first event
 * never will be, so that of those who are, nothing is missing. Memory is bounded by both limits.
 */
public final class Sample {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long salt;
    private final int conversationsMax;
    private final int messagesMax;
    /** Empty where a conversation cannot be checked: it keeps its place, lest one come in whose beginning was missed. */
    private final TreeMap<Rank, Optional<Specimen>> chosen = new TreeMap<>();

    /**
     * An empty sample.
     *
     * @param salt decides which conversations it will be
     * @param conversationsMax how many
     * @param messagesMax longer ones are left out, in countable messages and names that they mention
     */
    public Sample(long salt, int conversationsMax, int messagesMax) {
        this.salt = salt;
        this.conversationsMax = conversationsMax;
        this.messagesMax = messagesMax;
    }

    private record Rank(long hash, String conversationId) implements Comparable<Rank> {

        @Override
        public int compareTo(Rank other) {
            int byHash = Long.compare(hash, other.hash);
            return byHash != 0 ? byHash : conversationId.compareTo(other.conversationId);
        }
    }

    /** Whether the events of a conversation matter. Most do not, and need not even be decoded. */
    public boolean wants(@Nullable String conversationId) {
        if (conversationId == null) {
            return false;
        }
        Rank rank = rank(conversationId);
        Optional<Specimen> known = chosen.get(rank);
        return known != null
                ? known.isPresent()
                : chosen.size() < conversationsMax || rank.compareTo(chosen.lastKey()) < 0;
    }

    /** Takes events in the order of the log, of which those not wanted are passed over. */
    public void add(List<Recorded> records) {
        Map<String, List<Recorded>> byConversation = new HashMap<>();
        for (Recorded record : records) {
            byConversation
                    .computeIfAbsent(record.event().getConversationId(), it -> new ArrayList<>())
                    .add(record);
        }
        byConversation.forEach((conversationId, some) -> {
            if (wants(conversationId)) {
                add(conversationId, some);
            }
        });
    }

    /** The conversations picked so far that can be checked. */
    public List<Specimen> specimens() {
        return chosen.values().stream().flatMap(Optional::stream).toList();
    }

    /** How many were picked but cannot be checked: too long, or with an event missing in the log. */
    public long skipped() {
        return chosen.values().stream().filter(Optional::isEmpty).count();
    }

    private void add(String conversationId, List<Recorded> events) {
        Rank rank = rank(conversationId);
        Specimen specimen = chosen.getOrDefault(rank, Optional.empty()).orElseGet(() -> new Specimen(conversationId));
        boolean sound = specimen.add(events) && specimen.kept() <= messagesMax;
        chosen.put(rank, sound ? Optional.of(specimen) : Optional.empty());
        if (chosen.size() > conversationsMax) {
            chosen.pollLastEntry();
        }
    }

    private Rank rank(String conversationId) {
        long mixed = (conversationId.hashCode() ^ salt) * GOLDEN;
        mixed = (mixed ^ (mixed >>> 32)) * GOLDEN;
        return new Rank(mixed ^ (mixed >>> 29), conversationId);
    }
}
