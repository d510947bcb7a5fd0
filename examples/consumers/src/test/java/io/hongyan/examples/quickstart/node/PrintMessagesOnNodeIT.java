package io.hongyan.examples.quickstart.node;

import static io.hongyan.examples.log.EventLog.GROUP;
import static io.hongyan.examples.log.EventLog.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hongyan.examples.log.EventLog;
import io.hongyan.testkit.TestServers;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The quick start for Node.js, run as it is. Skipped with a sentence where there is no Node.js. */
class PrintMessagesOnNodeIT {

    private static final Path FOLDER = Path.of("../node").toAbsolutePath().normalize();
    private static final String MISSING =
            "npm is missing, so the quick start for Node.js was not tested. Install Node.js 20 or newer.";

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        boolean isThere = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "npm")));
        if (!isThere) {
            System.out.println("hongyan: " + MISSING);
        }
        assumeTrue(isThere, MISSING);
        Path installed = FOLDER.resolve("node_modules/.package-lock.json");
        Path wanted = FOLDER.resolve("package-lock.json");
        if (!Files.exists(installed)
                || Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) < 0) {
            Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
                    .directory(FOLDER.toFile())
                    .inheritIO()
                    .start();
            assertThat(npm.waitFor(3, TimeUnit.MINUTES)).isTrue();
            assertThat(npm.exitValue()).as("npm ci succeeds").isZero();
        }
    }

    @Test
    @Timeout(60)
    void itPrintsWhatWasSaidAndLeavesWhenAsked() throws Exception {
        try (var log = new EventLog()) {
            log.abort(List.of(message(GROUP, 1, "never said", Instant.EPOCH)));
            log.write(List.of(message(GROUP, 1, "hello", Instant.EPOCH)));
            log.write(List.of(message(GROUP, 2, "again", Instant.EPOCH)));

            Process node = new ProcessBuilder("node", "print-messages.mjs", TestServers.kafka(), "print-messages-node")
                    .directory(FOLDER.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var lines = node.inputReader()) {
                assertThat(lines.readLine()).isEqualTo(GROUP + " #1 alice: hello");
                assertThat(lines.readLine()).isEqualTo(GROUP + " #2 alice: again");
                node.toHandle().destroy(); // destroy() of the process would close what we read
                assertThat(lines.readLine()).isNull();
                assertThat(node.waitFor()).isZero();
            } finally {
                node.destroyForcibly();
            }
        }
    }

    @Test
    void theLockNamesNoRegistry() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("package-lock.json"))).doesNotContain("\"resolved\": \"http");
    }
}
