package io.hongyan.faults.oracle;

import java.util.List;

/**
 * What the oracle found.
 *
 * @param violations everything that is not as promised; empty if all holds
 */
public record Verdict(List<Violation> violations) {

    /** Whether everything is as promised. */
    public boolean holds() {
        return violations.isEmpty();
    }
}
