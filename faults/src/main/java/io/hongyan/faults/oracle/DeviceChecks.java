package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.Fact.Shown;
import io.hongyan.faults.oracle.Look.Kept;
import io.hongyan.faults.oracle.Runs.Run;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What devices showed: the same events as history, in the same order, each once, and up to the end. */
final class DeviceChecks {

    private final Model model;
    private final ContentChecks contents;
    private final Findings findings;
    private final Map<Reader, Map<String, Runs>> shown = new HashMap<>();

    DeviceChecks(Model model, ContentChecks contents, Findings findings) {
        this.model = model;
        this.contents = contents;
        this.findings = findings;
    }

    void shown(Shown fact) {
        Runs runs = shown.computeIfAbsent(fact.reader(), reader -> new HashMap<>())
                .computeIfAbsent(fact.conversation(), conversation -> new Runs());
        for (Entry entry : fact.entries()) {
            long before = runs.last();
            switch (runs.show(entry.seq(), fact.atMs())) {
                case TWICE -> report(Kind.DOUBLED, fact, entry.seq(), "showed it twice");
                case LATE -> report(Kind.REORDERED, fact, entry.seq(), "showed it after #%d".formatted(before));
                case FIRST, NEXT, AFTER_A_GAP -> {} // gaps are judged when it is known who was a member when
            }
            contents.told(
                    fact.conversation(), entry, fact.reader(), fact.reader().toString());
        }
    }

    private void report(Kind kind, Shown fact, long seq, String what) {
        findings.stands(
                kind,
                fact.conversation(),
                seq,
                fact.reader().user(),
                "#%d of %s: %s %s.".formatted(seq, fact.conversation(), fact.reader(), what));
    }

    /** What a device showed of a conversation; null if nothing. */
    @Nullable
    Runs runsOf(Reader reader, String conversation) {
        return shown.getOrDefault(reader, Map.of()).get(conversation);
    }

    void look(Look look) {
        for (Reader device : look.devices()) {
            for (Log log : model.logs()) {
                Runs runs = runsOf(device, log.conversation());
                if (runs != null) {
                    runs(device, log, runs);
                } else if (log.endFor(device.user()) > 0) {
                    missed(device, log, 0);
                }
            }
        }
        look.kept().forEach(this::kept);
    }

    /** A device that was away when a conversation began may lack its beginning, but nothing after what it has. */
    private void runs(Reader device, Log log, Runs runs) {
        String user = device.user();
        @Nullable Run before = null;
        for (Run run : runs.all()) {
            boolean joining = log.spansOf(user).stream().anyMatch(span -> span.joined() == run.from());
            if (before != null && !joining) {
                findings.now(
                        Kind.HOLE,
                        log.conversation(),
                        before.to() + 1,
                        user,
                        "#%d of %s: %s showed #%d directly after #%d."
                                .formatted(before.to() + 1, log.conversation(), device, run.from(), before.to()));
            }
            leaked(device, log, run);
            before = run;
        }
        if (runs.last() < log.endFor(user)) {
            missed(device, log, runs.last());
        }
    }

    /** A run may go over several times as a member only where one begins directly after the other. */
    private void leaked(Reader device, Log log, Run run) {
        long next = run.from();
        for (Span span : log.spansOf(device.user())) {
            if (span.has(next)) {
                next = span.left() >= run.to() ? run.to() + 1 : span.left() + 1;
            }
        }
        if (next <= run.to()) {
            findings.now(
                    Kind.LEAKED,
                    log.conversation(),
                    next,
                    device.user(),
                    "#%d of %s: %s showed it, and %s was no member then."
                            .formatted(next, log.conversation(), device, device.user()));
        }
    }

    private void missed(Reader device, Log log, long last) {
        findings.now(
                Kind.MISSED,
                log.conversation(),
                last,
                device.user(),
                "%s has %s up to #%d, and history goes on to #%d."
                        .formatted(device, log.conversation(), last, log.endFor(device.user())));
    }

    private void kept(Kept kept) {
        Log log = model.log(kept.conversation());
        long seq = kept.entry().seq();
        if (kept.entry().what() instanceof What.Said said
                && log.isTakenBackFor(kept.reader().user(), seq)) {
            findings.now(
                    Kind.EMPTIED,
                    kept.conversation(),
                    seq,
                    kept.reader().user(),
                    "#%d of %s: %s still shows %s, which was taken back."
                            .formatted(seq, kept.conversation(), kept.reader(), said.contentId()));
        }
    }
}
