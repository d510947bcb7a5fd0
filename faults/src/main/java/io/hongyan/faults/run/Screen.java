package io.hongyan.faults.run;

import io.hongyan.client.ChatClient;
import io.hongyan.faults.oracle.Entry;
import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.Look.Kept;
import io.hongyan.faults.oracle.Reader;
import io.hongyan.faults.oracle.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Remembers which messages a device must show otherwise than they were sent, until it does. Safe for several threads. */
final class Screen {

    private final Map<String, Set<Long>> touched = new LinkedHashMap<>();

    synchronized void shown(String conversation, List<Entry> entries) {
        for (Entry entry : entries) {
            switch (entry.what()) {
                case What.Recalled(long target) -> touch(conversation, target);
                case What.Edited(long target, String _) -> touch(conversation, target);
                case What.Reacted(long target, String _, boolean _) -> touch(conversation, target);
                case What.Said said
                when !entry.state().equals(State.fresh(said.contentId())) -> touch(conversation, entry.seq());
                default -> {} // is shown as it was when it happened
            }
        }
    }

    private void touch(String conversation, long seq) {
        touched.computeIfAbsent(conversation, id -> new LinkedHashSet<>()).add(seq);
    }

    /** What is shown of them now, and all edits that still have their words. */
    List<Kept> kept(ChatClient client, Reader reader) {
        List<Kept> kept = new ArrayList<>();
        targets()
                .forEach((conversation, seqs) -> Phone.await(client.events(conversation)).stream()
                        .filter(event -> seqs.contains(event.getSeq())
                                || event.getEdited().hasContent())
                        .forEach(event -> kept.add(new Kept(reader, conversation, Entries.fromEvent(event)))));
        return kept;
    }

    private synchronized Map<String, Set<Long>> targets() {
        Map<String, Set<Long>> targets = new LinkedHashMap<>();
        touched.forEach((conversation, seqs) -> targets.put(conversation, Set.copyOf(seqs)));
        return targets;
    }

    /** All that was shown was as it must be: it is not asked for again until it is touched again. */
    synchronized void isInOrder() {
        touched.clear();
    }
}
