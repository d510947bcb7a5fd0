package io.hongyan.fuzz.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the fuzzer's lines say of how far it has come, and whether it found something. */
final class Progress {

    private static final Pattern STATUS =
            Pattern.compile("#(\\d+)\\s+\\S+.* cov: (\\d+) ft: (\\d+) corp: (\\d+)/(\\S+).* exec/s: (\\d+).*");
    private static final Pattern EXCEPTION = Pattern.compile("== Java Exception: (.*)");
    private static final Pattern NATIVE = Pattern.compile("==\\d+== ?ERROR: libFuzzer: (.*)");

    private long executions;
    private long edges;
    private long inputs;
    private @Nullable String finding;

    /** Takes note of a line. */
    void hear(String line) {
        Matcher status = STATUS.matcher(line);
        if (status.matches()) {
            executions = Long.parseLong(status.group(1));
            edges = Long.parseLong(status.group(2));
            inputs = Long.parseLong(status.group(4));
        } else if (finding == null) {
            finding = finding(line);
        }
    }

    private static @Nullable String finding(String line) {
        Matcher exception = EXCEPTION.matcher(line);
        if (exception.matches()) {
            return exception.group(1);
        }
        Matcher nativeError = NATIVE.matcher(line);
        return nativeError.matches() ? nativeError.group(1) : null;
    }

    /** How many inputs were tried. */
    long executions() {
        return executions;
    }

    /** How many branches of the instrumented code were reached. */
    long edges() {
        return edges;
    }

    /** How many inputs the corpus has. */
    long inputs() {
        return inputs;
    }

    /** What broke the property, as the fuzzer says it; null if nothing did. */
    @Nullable
    String finding() {
        return finding;
    }
}
