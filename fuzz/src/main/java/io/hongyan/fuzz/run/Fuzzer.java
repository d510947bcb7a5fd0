package io.hongyan.fuzz.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Starts the fuzzer on one target, in a process of its own, and reads what it says. */
final class Fuzzer {

    private static final String DRIVER = "io.hongyan.testkit.fuzz.FuzzDriver";

    /** What coverage is measured of: our own code, and the parsers that it relies on. */
    private static final String INSTRUMENTED = "io.hongyan.**:com.google.protobuf.**:com.google.gson.**:org.jose4j.**";

    private static final int INPUT_BYTES_MAX = 8_192;
    private static final int INPUT_SECONDS_MAX = 25;
    private static final int MEMORY_MEBIBYTES_MAX = 2_048;

    private final Target target;
    private final Path work;
    private final String classpath;

    /** The fuzzer of a target, with a folder to work in and where the fuzzer's own classes are. */
    Fuzzer(Target target, Path work, String fuzzerClasspath) throws IOException {
        this.target = target;
        this.work = Files.createDirectories(work);
        this.classpath = fuzzerClasspath + ":" + target.classpath();
        Files.createDirectories(corpus());
        Files.createDirectories(findings());
    }

    /** Where it collects inputs that reached something new. */
    Path corpus() {
        return work.resolve("corpus");
    }

    /** Where it puts the input that broke a property. */
    Path findings() {
        return work.resolve("findings");
    }

    /** All that it said. */
    Path log() {
        return work.resolve("log");
    }

    /** Begins the corpus with the target's seeds. */
    void seed() throws IOException, InterruptedException {
        List<String> command = java();
        command.addAll(List.of(DRIVER, target.className(), corpus().toString()));
        int status = run(command, Files.createTempFile(work, "seed", ".log"), _ -> {});
        if (status != 0) {
            throw new IOException("the seeds of " + target.name() + " could not be written; see " + work);
        }
    }

    /** Fuzzes for some time, or until a finding. Shows each line to whoever wants to tell of it. */
    int fuzz(int seconds, Consumer<String> line) throws IOException, InterruptedException {
        List<String> command = jazzer();
        command.addAll(List.of(
                "-max_total_time=" + seconds,
                "-artifact_prefix=" + findings() + "/",
                "-print_final_stats=1",
                corpus().toString()));
        return run(command, log(), line);
    }

    /** Puts into an empty folder few inputs that reach all that these folders' inputs reach. */
    void minimise(Path into, List<Path> from) throws IOException, InterruptedException {
        List<String> command = jazzer();
        command.add("-merge=1"); // the one kind of merging for which it knows how to start itself again
        command.add(into.toString());
        from.forEach(folder -> command.add(folder.toString()));
        int status = run(command, work.resolve("merge.log"), _ -> {});
        boolean nothing = KeptInputs.files(into).isEmpty();
        if (status != 0 || nothing) { // a merge whose processes do not start ends well, with nothing
            throw new IOException("the corpus of " + target.name() + " could not be minimised; see " + work);
        }
    }

    private List<String> java() {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.util.logging.manager=java.util.logging.LogManager",
                "-cp",
                classpath));
    }

    private List<String> jazzer() {
        List<String> command = java();
        command.addAll(List.of(
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + DRIVER,
                "--target_args=" + target.className(),
                "--instrumentation_includes=" + INSTRUMENTED,
                "--custom_hook_includes=" + INSTRUMENTED,
                "--reproducer_path=" + findings(),
                "-max_len=" + INPUT_BYTES_MAX,
                "-timeout=" + INPUT_SECONDS_MAX,
                "-rss_limit_mb=" + MEMORY_MEBIBYTES_MAX));
        return command;
    }

    private int run(List<String> command, Path log, Consumer<String> line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .start();
        var killed = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(killed); // Ctrl-C ends both
        try (var said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                var written = new PrintWriter(Files.newBufferedWriter(log), true)) {
            for (String next = said.readLine(); next != null; next = said.readLine()) {
                written.println(next);
                line.accept(next);
            }
        }
        int status = process.waitFor();
        Runtime.getRuntime().removeShutdownHook(killed);
        return status;
    }
}
