package io.hongyan.message.sequencer.kafka;

import io.hongyan.message.sequencer.Changes;
import io.hongyan.message.sequencer.ConversationId;
import io.hongyan.message.sequencer.Head;
import io.hongyan.message.sequencer.Member;
import io.hongyan.message.sequencer.Reactions;
import io.hongyan.message.sequencer.Receipt;
import io.hongyan.message.sequencer.Scope;
import io.hongyan.message.sequencer.Shown;
import io.hongyan.message.sequencer.Snapshot;
import io.hongyan.message.sequencer.kafka.state.HeadState;
import io.hongyan.message.sequencer.kafka.state.MemberState;
import io.hongyan.message.sequencer.kafka.state.ReactionsState;
import io.hongyan.message.sequencer.kafka.state.ReceiptState;
import io.hongyan.message.sequencer.kafka.state.ShownState;
import io.hongyan.proto.events.v1.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/**
 * The state of all conversations of a partition: one value per conversation and one per member, so that a message costs
 * the same in a group of 2 and of 500; receipts and numbered events, which are forgotten after their time; and one value for
 * whoever reacts to a message, which goes with the last reaction; and messages that disappear, by when they do.
 */
final class ConversationStores {

    private static final String HEADS = "heads";
    private static final String MEMBERS = "members";
    private static final String RECEIPTS = "receipts";
    private static final String SHOWN = "shown";

    private static final String REACTIONS = "reactions";
    private static final String EXPIRIES = "expiries";

    /** A message is put again when it is recalled: the store must not be about to forget it. */
    private static final Duration RECALL_MARGIN = Duration.ofHours(1);

    private final KeyValueStore<String, HeadState> heads;
    private final KeyValueStore<String, MemberState> members;
    private final WindowStore<String, ReceiptState> receipts;
    private final WindowStore<String, ShownState> shown;
    private final KeyValueStore<String, ReactionsState> reactions;
    private final KeyValueStore<String, ShownState> expiries;
    private final Duration receiptRetention;
    private final Duration shownRetention;

    ConversationStores(ProcessorContext<?, ?> context, SequencerConfig config) {
        heads = context.getStateStore(HEADS);
        members = context.getStateStore(MEMBERS);
        receipts = context.getStateStore(RECEIPTS);
        shown = context.getStateStore(SHOWN);
        reactions = context.getStateStore(REACTIONS);
        expiries = context.getStateStore(EXPIRIES);
        receiptRetention = config.receiptRetention();
        shownRetention = shownRetention(config);
    }

    /** What to add to the topology for {@link #ConversationStores} to find. */
    static Set<StoreBuilder<?>> builders(SequencerConfig config) {
        var instant = Duration.ofMillis(1);
        return Set.of(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(HEADS), Serdes.String(), StateFormat.HEAD),
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(MEMBERS), Serdes.String(), StateFormat.MEMBER),
                Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(RECEIPTS, config.receiptRetention(), instant, false),
                        Serdes.String(),
                        StateFormat.RECEIPT),
                Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(SHOWN, shownRetention(config), instant, false),
                        Serdes.String(),
                        StateFormat.SHOWN),
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(REACTIONS), Serdes.String(), StateFormat.REACTIONS),
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(EXPIRIES), Serdes.String(), StateFormat.SHOWN));
    }

    private static Duration shownRetention(SequencerConfig config) {
        Duration recall = config.recallWindow();
        Duration edit = config.editWindow();
        return (recall.compareTo(edit) > 0 ? recall : edit).plus(RECALL_MARGIN);
    }

    /** What a command needs to know. */
    Snapshot load(String conversation, ConversationId id, Scope scope, Instant now) {
        HeadState found = heads.get(conversation);
        Head head = found == null ? Head.NONE : StateFormat.toHead(found);
        return new Snapshot(
                id,
                head,
                members(conversation, scope),
                receipt(conversation, head, scope.receipt(), now),
                target(conversation, head, scope.target(), now),
                reactions(conversation, scope));
    }

    private Set<String> reactions(String conversation, Scope scope) {
        ReactionsState state = scope.reactor() == null
                ? null
                : reactions.get(reactionsKey(conversation, scope.target(), scope.reactor()));
        return state == null ? Set.of() : Set.copyOf(state.getEmojiList());
    }

    private Map<String, Member> members(String conversation, Scope scope) {
        var known = new HashMap<String, Member>();
        for (String user : scope.users()) {
            MemberState state = members.get(memberKey(conversation, user));
            if (state != null) {
                known.put(user, StateFormat.toMember(user, state));
            }
        }
        if (scope.heirs() && known.values().stream().anyMatch(member -> member.isAtLeast(Role.ROLE_OWNER))) {
            addEverybody(conversation, known);
        }
        return known;
    }

    private void addEverybody(String conversation, Map<String, Member> known) {
        String prefix = memberKey(conversation, "");
        try (var all = members.prefixScan(prefix, new StringSerializer())) {
            all.forEachRemaining(entry -> {
                String user = entry.key.substring(prefix.length());
                known.put(user, StateFormat.toMember(user, entry.value));
            });
        }
    }

    private @Nullable Receipt receipt(String conversation, Head head, Receipt.@Nullable Key key, Instant now) {
        if (key == null || !head.exists()) {
            return null;
        }
        ReceiptState state = latest(receipts, receiptKey(conversation, key), now.minus(receiptRetention), head);
        return state == null ? null : StateFormat.toReceipt(key, state);
    }

    private @Nullable Shown target(String conversation, Head head, long seq, Instant now) {
        if (seq == 0 || Long.compareUnsigned(seq, head.seq()) > 0) {
            return null;
        }
        ShownState state = latest(shown, shownKey(conversation, seq), now.minus(shownRetention), head);
        return state == null ? null : StateFormat.toShown(state);
    }

    /** The value with this key; its time is unknown, but no event is later than the head. */
    private static <T> @Nullable T latest(WindowStore<String, T> store, String key, Instant from, Head head) {
        try (var values = store.fetch(key, Math.max(0, from.toEpochMilli()), head.timeMs())) {
            T last = null;
            while (values.hasNext()) {
                last = values.next().value;
            }
            return last;
        }
    }

    /** Keeps what an event changed. */
    void save(String conversation, Changes changes) {
        heads.put(conversation, StateFormat.from(changes.head()));
        for (Member member : changes.members()) {
            members.put(memberKey(conversation, member.userId()), StateFormat.from(member));
        }
        Receipt receipt = changes.receipt();
        if (receipt != null) {
            receipts.put(
                    receiptKey(conversation, receipt.key()),
                    StateFormat.from(receipt),
                    receipt.stamp().timeMs());
        }
        for (Shown event : changes.shown()) {
            shown.put(
                    shownKey(conversation, event.stamp().seq()),
                    StateFormat.from(event),
                    event.stamp().timeMs());
        }
        if (changes.reactions() != null) {
            save(conversation, changes.reactions());
        }
        if (changes.expiring() != null) {
            expiries.put(expiryKey(conversation, changes.expiring()), StateFormat.from(changes.expiring()));
        }
        if (changes.settled() != null) {
            expiries.delete(expiryKey(conversation, changes.settled()));
        }
    }

    /**
     * A message that disappears.
     *
     * @param message what to tell of it
     */
    record Expiring(String conversationId, Shown message) {}

    /** Those that are due, the first of them first, up to so many. */
    List<Expiring> due(Instant now, int max) {
        List<Expiring> due = new ArrayList<>();
        try (var first = expiries.range(null, dueKey(now.toEpochMilli() + 1))) {
            while (first.hasNext() && due.size() < max) {
                var entry = first.next();
                due.add(new Expiring(conversationOf(entry.key), StateFormat.toShown(entry.value)));
            }
        }
        return due;
    }

    /** The time of the first that disappears, in milliseconds since 1970 UTC; the greatest number if none does. */
    long firstDueMs() {
        try (var first = expiries.all()) {
            return first.hasNext() ? first.next().value.getExpiresMs() : Long.MAX_VALUE;
        }
    }

    /** Forgets that it disappears, which it has. */
    void expired(Expiring expired) {
        expiries.delete(expiryKey(expired.conversationId(), expired.message()));
    }

    private void save(String conversation, Reactions changed) {
        String key = reactionsKey(conversation, changed.targetSeq(), changed.userId());
        if (changed.emoji().isEmpty()) {
            reactions.delete(key);
        } else {
            reactions.put(key, StateFormat.from(changed));
        }
    }

    // No id contains a slash but the client's, which comes last.

    private static String dueKey(long dueMs) {
        return String.format(Locale.ROOT, "%014d", dueMs); // in the order of times, until the year 5138
    }

    private static String expiryKey(String conversation, Shown message) {
        return dueKey(message.expiresMs()) + "/" + conversation + "/"
                + message.stamp().seq();
    }

    private static String conversationOf(String expiryKey) {
        return expiryKey.substring(expiryKey.indexOf('/') + 1, expiryKey.lastIndexOf('/'));
    }

    private static String memberKey(String conversation, String user) {
        return conversation + "/" + user;
    }

    private static String receiptKey(String conversation, Receipt.Key key) {
        return conversation + "/" + key.senderId() + "/" + key.clientMessageId();
    }

    private static String reactionsKey(String conversation, long seq, String user) {
        return conversation + "/" + seq + "/" + user;
    }

    private static String shownKey(String conversation, long seq) {
        return conversation + "/" + seq;
    }
}
