package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.Evidence.Timeline;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What devices showed: the same events as history, in the same order, each once, and up to the end. */
final class DeviceChecks {

    private final Model model;
    private final List<Violation> found = new ArrayList<>();

    private DeviceChecks(Model model) {
        this.model = model;
    }

    static List<Violation> find(Evidence evidence, Model model) {
        var checks = new DeviceChecks(model);
        Set<List<Object>> shown = new HashSet<>();
        for (Timeline timeline : evidence.shown()) {
            shown.add(List.of(timeline.reader(), timeline.conversation()));
            checks.order(timeline);
            checks.contents(timeline);
        }
        for (Reader device : evidence.devices()) {
            for (String conversation : model.conversations()) {
                boolean member =
                        evidence.members().getOrDefault(conversation, Set.of()).contains(device.user());
                if (member && !shown.contains(List.of(device, conversation))) {
                    checks.missed(device, conversation, 0);
                }
            }
        }
        return checks.found;
    }

    /** A device that was away when a conversation began may lack its beginning, but nothing after what it has. */
    private void order(Timeline timeline) {
        long last =
                timeline.entries().isEmpty() ? 0 : timeline.entries().getFirst().seq() - 1;
        for (Entry entry : timeline.entries()) {
            long seq = entry.seq();
            if (seq == last) {
                report(Kind.DOUBLED, timeline, seq, "showed it twice");
            } else if (seq < last) {
                report(Kind.REORDERED, timeline, seq, "showed it after #%d".formatted(last));
            } else if (seq > last + 1) {
                report(Kind.HOLE, timeline, last + 1, "showed #%d directly after #%d".formatted(seq, last));
            }
            last = Math.max(last, seq);
        }
        if (last < model.head(timeline.conversation())) {
            missed(timeline.reader(), timeline.conversation(), last);
        }
    }

    private void contents(Timeline timeline) {
        for (Entry entry : timeline.entries()) {
            Entry reference = model.at(timeline.conversation(), entry.seq());
            if (reference == null) {
                report(Kind.LOST, timeline, entry.seq(), "showed %s, and history has nothing there".formatted(entry));
            } else if (!entry.equals(reference) && !isBeforeRecall(entry, reference, timeline.conversation())) {
                report(
                        Kind.DIFFERS,
                        timeline,
                        entry.seq(),
                        "showed %s, and history has %s".formatted(entry, reference));
            }
        }
    }

    /** What a device shows at once may be taken back later. */
    private boolean isBeforeRecall(Entry shown, Entry kept, String conversation) {
        return shown.what() instanceof What.Said
                && kept.what() instanceof What.Emptied
                && model.isTakenBack(conversation, kept.seq())
                && new Entry(shown.seq(), shown.timeMs(), shown.user(), kept.what()).equals(kept);
    }

    private void missed(Reader device, String conversation, long last) {
        found.add(new Violation(
                Kind.MISSED,
                conversation,
                last,
                device.user(),
                "%s has %s up to #%d, and history goes on to #%d."
                        .formatted(device, conversation, last, model.head(conversation))));
    }

    private void report(Kind kind, Timeline timeline, long seq, String what) {
        found.add(new Violation(
                kind,
                timeline.conversation(),
                seq,
                timeline.reader().user(),
                "#%d of %s: %s %s.".formatted(seq, timeline.conversation(), timeline.reader(), what)));
    }
}
