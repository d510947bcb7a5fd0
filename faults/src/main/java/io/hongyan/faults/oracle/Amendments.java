package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.State.Reaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What edits and reactions make of the messages of one conversation, up to where all its events are known. Can be asked as of
 * any event, since who left is told of no later ones.
 */
final class Amendments {

    private final Log log;
    private final Map<Long, List<Long>> edits = new HashMap<>(); // of a message, ascending
    private final Map<Long, List<Long>> reactions = new HashMap<>(); // changes of them, likewise
    private final Map<Long, Set<List<String>>> standing = new HashMap<>(); // by message: who reacts how
    private long taken;

    Amendments(Log log) {
        this.log = log;
    }

    /** Takes what is known since. Whatever should have been refused is told with the reason, and changes nothing. */
    void advance(BiConsumer<Entry, String> refusable) {
        for (Slot slot = next(); slot != null; slot = next()) {
            taken++;
            Entry entry = slot.entry();
            String reason = switch (entry.what()) {
                case What.Edited(long target, String _) -> edited(entry, target);
                case What.Reacted reacted -> reacted(entry, reacted);
                default -> null;
            };
            if (reason != null) {
                refusable.accept(entry, reason);
            }
        }
    }

    private @Nullable Slot next() {
        return taken < log.folded() ? log.at(taken + 1) : null;
    }

    private @Nullable String edited(Entry entry, long target) {
        Slot message = log.at(target);
        String reason = objection(entry, target);
        if (reason == null && message != null && !message.entry().user().equals(entry.user())) {
            reason = "that is a message of " + message.entry().user();
        }
        if (reason == null) {
            edits.computeIfAbsent(target, seq -> new ArrayList<>()).add(entry.seq());
        }
        return reason;
    }

    private @Nullable String reacted(Entry entry, What.Reacted reacted) {
        String reason = objection(entry, reacted.targetSeq());
        if (reason != null) {
            return reason;
        }
        Set<List<String>> now = standing.computeIfAbsent(reacted.targetSeq(), seq -> new HashSet<>());
        List<String> reaction = List.of(entry.user(), reacted.emoji());
        if (reacted.present() ? !now.add(reaction) : !now.remove(reaction)) {
            return "that was so already";
        }
        reactions.computeIfAbsent(reacted.targetSeq(), seq -> new ArrayList<>()).add(entry.seq());
        return null;
    }

    /** Why nobody, or not who did it, can change a message; null if that may be. */
    private @Nullable String objection(Entry entry, long target) {
        Slot message = target < entry.seq() ? log.at(target) : null;
        if (message == null
                || !(message.entry().what() instanceof What.Said
                        || message.entry().what() instanceof What.Emptied)) {
            return "there was no such message";
        }
        if (log.isTakenBack(target) && log.recallOf(target) < entry.seq()) {
            return "that had been taken back by #" + log.recallOf(target);
        }
        boolean sees = log.spansOf(entry.user()).stream().anyMatch(span -> span.has(target) && span.has(entry.seq()));
        return sees ? null : entry.user() + " did not see that";
    }

    /** The last edit of a message up to an event; 0 if there is none. */
    long lastEdit(long target, long upTo) {
        return edits.getOrDefault(target, List.of()).stream()
                .filter(seq -> seq <= upTo)
                .reduce(0L, Math::max);
    }

    /** Whether an event is an edit of a message. */
    boolean isEdit(long seq, long target) {
        return edits.getOrDefault(target, List.of()).contains(seq);
    }

    /** What a message says by an edit, or with 0 of itself; empty if nobody was told. */
    String words(long target, long edit) {
        Slot slot = log.at(edit == 0 ? target : edit);
        return switch (slot == null ? new What.Emptied() : slot.entry().what()) {
            case What.Said said -> said.contentId();
            case What.Edited edited -> edited.words();
            default -> "";
        };
    }

    /** The last change of a reaction to a message up to an event; 0 if there is none. */
    long lastReaction(long target, long upTo) {
        return reactions.getOrDefault(target, List.of()).stream()
                .filter(seq -> seq <= upTo)
                .reduce(0L, Math::max);
    }

    /** The reactions to a message up to an event, as somebody sees them. */
    Map<String, Reaction> reactions(long target, long upTo, String viewer) {
        Map<String, Reaction> counted = new LinkedHashMap<>();
        for (long seq : reactions.getOrDefault(target, List.of())) {
            Slot slot = log.at(seq);
            if (seq <= upTo && slot != null && slot.entry().what() instanceof What.Reacted change) {
                Reaction before = counted.getOrDefault(change.emoji(), new Reaction(0, false));
                boolean own = slot.entry().user().equals(viewer);
                counted.put(
                        change.emoji(),
                        change.present()
                                ? new Reaction(before.count() + 1, before.mine() || own)
                                : new Reaction(before.count() - 1, before.mine() && !own));
            }
        }
        counted.values().removeIf(reaction -> reaction.count() == 0);
        return counted;
    }
}
