package io.hongyan.fuzz.run;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The program: fuzzes one target after the other, tells what it found, and keeps it if asked to. */
public final class FuzzRun {

    private static final long TELL_EVERY_NANOS = Duration.ofSeconds(30).toNanos();

    private final FuzzOptions options;
    private final Path project;
    private final PrintStream out;
    private final String fuzzerClasspath;

    private FuzzRun(FuzzOptions options, Path project, PrintStream out) {
        this.options = options;
        this.project = project;
        this.out = out;
        this.fuzzerClasspath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Path.of(entry).getFileName().toString().startsWith("jazzer"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * Runs it. Ends with 1 if a property was broken.
     *
     * @param arguments see {@link FuzzOptions#parse}
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path project = Path.of(System.getProperty("hongyan.project", "."))
                .toAbsolutePath()
                .normalize();
        int status;
        try {
            status = new FuzzRun(FuzzOptions.parse(List.of(arguments)), project, out).run();
        } catch (IllegalArgumentException e) {
            System.err.println("fuzz: " + e.getMessage());
            status = 2;
        }
        System.exit(status);
    }

    /**
     * What became of one target.
     *
     * @param seconds how long it was fuzzed, by the clock on the wall
     * @param kept how many inputs are kept in the project now
     */
    private record Result(Target target, long seconds, Progress progress, int kept) {

        String row() {
            String finding = progress.finding();
            return "%-20s %6d s %12d runs %6d branches %5d inputs %4d kept  %s"
                    .formatted(
                            target.name(),
                            seconds,
                            progress.executions(),
                            progress.edges(),
                            progress.inputs(),
                            kept,
                            finding == null ? "held" : "BROKEN: " + finding);
        }
    }

    private int run() throws IOException, InterruptedException {
        List<Target> all = Target.in(project);
        List<Target> wanted =
                all.stream().filter(target -> options.wants(target.name())).toList();
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("There is no such target. Targets: "
                    + all.stream().map(Target::name).collect(Collectors.joining(", ")));
        }
        List<Result> results = new ArrayList<>();
        for (Target target : wanted) {
            results.add(fuzz(target));
        }
        out.println();
        results.forEach(result -> out.println(result.row()));
        return results.stream().allMatch(result -> result.progress().finding() == null) ? 0 : 1;
    }

    private Result fuzz(Target target) throws IOException, InterruptedException {
        var fuzzer = new Fuzzer(target, project.resolve(".hongyan/fuzz").resolve(target.name()), fuzzerClasspath);
        var kept = new KeptInputs(target.kept());
        out.println("%s, for %d min (all it says: %s)"
                .formatted(target.name(), options.minutes(), project.relativize(fuzzer.log())));
        fuzzer.seed();
        copyKept(kept, fuzzer.corpus());
        var progress = new Progress();
        long begun = System.nanoTime();
        fuzzer.fuzz(options.minutes() * 60, teller(progress, begun));
        long seconds = (System.nanoTime() - begun) / Duration.ofSeconds(1).toNanos();
        String finding = progress.finding();
        if (finding != null) {
            out.println("  BROKEN: %s (input in %s)".formatted(finding, project.relativize(fuzzer.findings())));
        }
        if (options.keep()) {
            keep(fuzzer, kept);
        }
        var result = new Result(target, seconds, progress, kept.count());
        out.println("  " + result.row());
        return result;
    }

    private Consumer<String> teller(Progress progress, long begun) {
        long[] told = {begun};
        return line -> {
            progress.hear(line);
            long now = System.nanoTime();
            if (now - told[0] > TELL_EVERY_NANOS) {
                told[0] = now;
                out.println("  %4d s  %d runs, %d branches, %d inputs"
                        .formatted(
                                (now - begun) / Duration.ofSeconds(1).toNanos(),
                                progress.executions(),
                                progress.edges(),
                                progress.inputs()));
            }
        };
    }

    private static void copyKept(KeptInputs kept, Path corpus) throws IOException {
        if (kept.count() > 0) {
            try (var files = Files.newDirectoryStream(kept.folder())) {
                for (Path file : files) {
                    Files.write(corpus.resolve(file.getFileName()), Files.readAllBytes(file));
                }
            }
        }
    }

    private static void keep(Fuzzer fuzzer, KeptInputs kept) throws IOException, InterruptedException {
        kept.addFindings(fuzzer.findings());
        Path minimised = Files.createTempDirectory(fuzzer.findings().getParent(), "minimised");
        fuzzer.minimise(minimised, List.of(fuzzer.corpus()));
        kept.replaceBy(minimised);
    }
}
