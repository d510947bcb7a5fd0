package io.hongyan.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Shows in review what a change of the chart changes for those who run it. */
class SnapshotTest {

    private static final Path SNAPSHOT = Path.of("src", "test", "resources", "snapshot.yaml");

    @Test
    void theDefaultsRenderToWhatIsKept() throws IOException {
        String rendered = Chart.ofASite().text();

        if (Renewal.isWanted()) {
            Files.writeString(SNAPSHOT, rendered);
        }

        assertThat(rendered)
                .describedAs("The rendering differs from %s. If it should, renew it: %s", SNAPSHOT, Renewal.COMMAND)
                .isEqualTo(Files.readString(SNAPSHOT));
    }
}
