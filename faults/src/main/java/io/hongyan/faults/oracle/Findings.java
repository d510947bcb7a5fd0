package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Violation.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Violations: those that stand, whatever is told later, and those of one look, which may be no more at the next. Of each
 * at most {@link #MAX} are kept: more say nothing new. Of those that stand, neither does a second one of the same promise,
 * number and user.
 */
final class Findings {

    static final int MAX = 1_000;

    private final List<Violation> standing = new ArrayList<>();
    private final Set<List<Object>> seen = new HashSet<>();
    private final List<Violation> ofLook = new ArrayList<>();

    /** What cannot be put right any more. */
    void stands(Kind kind, String conversation, long seq, String user, String sentence) {
        if (seen.add(List.of(kind, conversation, seq, user))) {
            add(standing, new Violation(kind, conversation, seq, user, sentence));
        }
    }

    /** What is so at this look. */
    void now(Kind kind, String conversation, long seq, String user, String sentence) {
        add(ofLook, new Violation(kind, conversation, seq, user, sentence));
    }

    private static void add(List<Violation> to, Violation violation) {
        if (to.size() < MAX) {
            to.add(violation);
        }
    }

    /** A look begins. */
    void look() {
        ofLook.clear();
    }

    Verdict verdict() {
        List<Violation> all = new ArrayList<>(standing);
        all.addAll(ofLook);
        return new Verdict(List.copyOf(all));
    }

    /** Those that stand, so far. */
    List<Violation> standing() {
        return List.copyOf(standing);
    }
}
