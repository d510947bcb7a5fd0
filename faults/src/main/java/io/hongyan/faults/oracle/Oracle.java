package io.hongyan.faults.oracle;

import java.util.ArrayList;
import java.util.List;

/**
 * Judges what clients were told at a quiet point. It knows nothing of how the suite works: only what was promised, and
 * the model of it that follows from the acks and the history.
 */
public final class Oracle {

    private Oracle() {}

    /** Finds everything in the evidence that breaks a promise, what matters most first. */
    public static Verdict judge(Evidence evidence) {
        Model model = Model.of(evidence);
        List<Violation> found = new ArrayList<>();
        found.addAll(AckChecks.find(evidence, model));
        found.addAll(HistoryChecks.find(evidence, model));
        found.addAll(DeviceChecks.find(evidence, model));
        found.addAll(CursorChecks.find(evidence));
        found.addAll(CountChecks.find(evidence, model));
        return new Verdict(List.copyOf(found));
    }
}
