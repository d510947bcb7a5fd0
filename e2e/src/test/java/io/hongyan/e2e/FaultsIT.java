package io.hongyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.faults.run.FaultsProgram;
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

        assertThat(FaultsProgram.run(arguments, project, System.out))
                .as("all promises held; the story of the one that did not is told above")
                .isTrue();
    }
}
