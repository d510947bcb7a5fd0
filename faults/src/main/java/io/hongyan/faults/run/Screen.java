package io.hongyan.faults.run;

import io.hongyan.client.ChatClient;
import io.hongyan.faults.oracle.Entry;
import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.Look.Kept;
import io.hongyan.faults.oracle.Reader;
import io.hongyan.proto.client.v1.ClientEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Remembers which messages a device must show as taken back, until it does. Safe for several threads. */
final class Screen {

    private final Map<String, Set<Long>> recalled = new LinkedHashMap<>();

    synchronized void shown(String conversation, List<Entry> entries) {
        for (Entry entry : entries) {
            if (entry.what() instanceof What.Recalled(long target)) {
                recalled.computeIfAbsent(conversation, id -> new LinkedHashSet<>())
                        .add(target);
            }
        }
    }

    /** What is shown of them now. Those in order are not asked for again. */
    List<Kept> keptOfRecalled(ChatClient client, Reader reader) {
        List<Kept> kept = new ArrayList<>();
        for (Map.Entry<String, Set<Long>> asked : targets().entrySet()) {
            for (ClientEvent event : Phone.await(client.events(asked.getKey()))) {
                if (asked.getValue().contains(event.getSeq())) {
                    What what = Entries.fromEvent(event).what();
                    kept.add(new Kept(reader, asked.getKey(), event.getSeq(), what));
                    if (!(what instanceof What.Said)) {
                        isInOrder(asked.getKey(), event.getSeq());
                    }
                }
            }
        }
        return kept;
    }

    private synchronized Map<String, Set<Long>> targets() {
        Map<String, Set<Long>> targets = new LinkedHashMap<>();
        recalled.forEach((conversation, seqs) -> targets.put(conversation, Set.copyOf(seqs)));
        return targets;
    }

    private synchronized void isInOrder(String conversation, long seq) {
        Set<Long> seqs = recalled.get(conversation);
        if (seqs != null && seqs.remove(seq) && seqs.isEmpty()) {
            recalled.remove(conversation);
        }
    }
}
