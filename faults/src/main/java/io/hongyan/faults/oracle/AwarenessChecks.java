package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Fact.Shown;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connected device knows of every event within one heartbeat from when anybody was told of it, without being asked;
 * from its login or the end of trouble, if that is later. Looked at whenever a device catches up, and whenever the time
 * to do so ends: at a logout, at the beginning of trouble, at a look.
 */
final class AwarenessChecks {

    private final Model model;
    private final Attendance attendance;
    private final DeviceChecks devices;
    private final Terms terms;
    private final Findings findings;

    AwarenessChecks(Model model, Attendance attendance, DeviceChecks devices, Terms terms, Findings findings) {
        this.model = model;
        this.attendance = attendance;
        this.devices = devices;
        this.terms = terms;
        this.findings = findings;
    }

    /** A device catches up; to be called before what it shows counts as shown. The oldest of it was due first. */
    void shown(Shown fact) {
        Runs runs = devices.runsOf(fact.reader(), fact.conversation());
        long last = runs == null ? 0 : runs.last();
        for (Entry entry : fact.entries()) {
            if (entry.seq() > last) {
                judge(fact.reader(), model.log(fact.conversation()), entry.seq(), fact.atMs());
                return;
            }
        }
    }

    /** The time of all devices ends. */
    void all(long atMs) {
        List.copyOf(attendance.up()).forEach(reader -> device(reader, atMs));
    }

    /** The time of a device ends. */
    void device(Reader reader, long atMs) {
        for (Log log : model.logs()) {
            Span span = log.visibleTo(reader.user());
            if (span != null) {
                Runs runs = devices.runsOf(reader, log.conversation());
                long next = Math.max(span.joined(), runs == null ? 0 : runs.last() + 1);
                // Beyond what is known without a hole, it is not certain who is a member.
                if (next <= Math.min(span.left(), log.folded())) {
                    judge(reader, log, next, atMs);
                }
            }
        }
    }

    private void judge(Reader reader, Log log, long seq, long atMs) {
        @Nullable Long known = log.knownSince(seq);
        @Nullable Long up = attendance.upSince(reader);
        if (known == null || up == null || attendance.isTrouble()) {
            return;
        }
        long since = Math.max(Math.max(known, up), attendance.calmSinceMs());
        if (atMs - since > terms.awareMs()) {
            findings.stands(
                    Kind.UNAWARE,
                    log.conversation(),
                    seq,
                    reader.user(),
                    "#%d of %s was known for %d ms, in which %s was connected and all worked, until %d ms, and it came later or never: allowed are %d ms."
                            .formatted(seq, log.conversation(), atMs - since, reader, atMs, terms.awareMs()));
        }
    }
}
