package io.hongyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.faults.run.FaultsProgram;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A short set of {@code ./hongyan faults}, some five minutes, on a suite of its own. */
class FaultsIT {

    /** The build's machine does other things too. */
    private static final String SLACK_SECONDS = "20";

    @Test
    void allPromisesHoldWhateverBreaks() {
        List<String> arguments = List.of("--seed", "1", "--seeds", "3", "--slack", SLACK_SECONDS);
        Path project = Path.of("..").toAbsolutePath().normalize();
        var told = new Told();

        boolean held = FaultsProgram.run(arguments, project, new PrintStream(told, true, StandardCharsets.UTF_8));

        assertThat(held).as(told::faults).isTrue();
    }

    /** Shows what is told at once, and keeps it: who sees only the failure must see its story. */
    private static final class Told extends OutputStream {

        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        @Override
        public void write(int octet) {
            System.out.write(octet);
            kept.write(octet);
        }

        @Override
        public void write(byte[] octets, int from, int length) {
            System.out.write(octets, from, length);
            kept.write(octets, from, length);
        }

        @Override
        public void flush() {
            System.out.flush();
        }

        private String faults() {
            return "all promises held; in full:%n%s".formatted(kept.toString(StandardCharsets.UTF_8));
        }
    }
}
