package io.hongyan.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {

    @TempDir
    Path folder;

    private Path built;

    @BeforeEach
    void build() throws IOException {
        built = Files.writeString(folder.resolve("program.jar"), "a build");
        Files.setLastModifiedTime(built, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    }

    @Test
    void aRunningProgramIsRecordedOnceAndTheNextOneUsesIt() throws IOException {
        Layout layout = new Layout(folder, folder, SuitePorts.development());
        Path program = Files.writeString(folder.resolve("Program.java"), """
                public class Program {
                    public static void main(String[] arguments) throws Exception {
                        System.out.println("working");
                        Thread.sleep(600_000);
                    }
                }
                """);
        AotCache first = cache();
        ChildProcess process = start(layout, first, program);
        await().atMost(Duration.ofSeconds(30)).until(() -> process.lastLines(1).equals("working"));

        boolean kept = first.keep(process.pid());

        assertThat(kept).isTrue();
        assertThat(process.isAlive()).isTrue();
        process.kill();
        assertThat(first.records()).isTrue();
        assertThat(cache().records()).isFalse();
        assertThat(cache().jvmOptions()).singleElement().asString().startsWith("-XX:AOTCache=" + folder);
    }

    @Test
    void anotherBuildIsRecordedAnew() throws IOException {
        cachedAt(Instant.parse("2026-01-02T00:00:00Z"));
        assertThat(cache().records()).isFalse();

        Files.setLastModifiedTime(built, FileTime.from(Instant.parse("2026-01-03T00:00:00Z")));

        assertThat(cache().jvmOptions()).singleElement().asString().startsWith("-XX:AOTCacheOutput=" + folder);
    }

    @Test
    void aProgramThatIsGoneLeavesNoCache() throws IOException {
        AotCache cache = cache();
        cache.jvmOptions();

        boolean kept = cache.keep(Long.MAX_VALUE);

        assertThat(kept).isFalse();
        assertThat(cache().records()).isTrue();
    }

    @Test
    void whoStopsIsNotHeldUpByWhatTheJvmWritesAtItsEnd() {
        Layout layout = new Layout(folder, folder, SuitePorts.development());
        ChildProcess writing = ChildProcess.start(
                "writing", List.of("sh", "-c", "trap '' TERM; echo writing; while :; do sleep 1; done"), layout);
        await().until(() -> writing.lastLines(1).equals("writing"));

        writing.stop(Duration.ofDays(1), () -> true);

        assertThat(writing.isAlive()).isFalse();
    }

    private ChildProcess start(Layout layout, AotCache cache, Path program) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return ChildProcess.start(
                "program",
                Stream.of(List.of(java), cache.jvmOptions(), List.of(program.toString()))
                        .flatMap(List::stream)
                        .toList(),
                layout);
    }

    private AotCache cache() {
        return new AotCache(folder.resolve("aot"), "program", built);
    }

    private void cachedAt(Instant time) throws IOException {
        Files.createDirectories(folder.resolve("aot"));
        Path file = Files.writeString(folder.resolve("aot/program-" + Runtime.version() + ".aot"), "learnt");
        Files.setLastModifiedTime(file, FileTime.from(time));
    }
}
