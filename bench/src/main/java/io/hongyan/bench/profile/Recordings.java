package io.hongyan.bench.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hongyan.launcher.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Recordings of several JVMs at the same time, by the JDK's {@code jcmd}. They cost what they measure a few percent: figures of a run
 * with them say less.
 */
public final class Recordings implements AutoCloseable {

    private static final String NAME = "hongyan-bench";
    private static final int TOP = 10;

    private final Path folder;
    private final Map<String, Long> jvms;
    private final List<String> running = new ArrayList<>();

    private Recordings(Path folder, Map<String, Long> jvms) {
        this.folder = folder;
        this.jvms = new TreeMap<>(jvms);
    }

    /**
     * Begins.
     *
     * @param folder where files go; made if missing
     * @param jvms process ids by name
     * @throws LauncherException if one cannot be recorded
     */
    public static Recordings start(Path folder, Map<String, Long> jvms) {
        var recordings = new Recordings(folder.toAbsolutePath(), jvms);
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, Long> jvm : recordings.jvms.entrySet()) {
                jcmd(jvm.getValue(), "JFR.start", "name=" + NAME, "settings=profile");
                recordings.running.add(jvm.getKey());
            }
        } catch (IOException | LauncherException e) {
            recordings.close();
            throw new LauncherException("No recording in %s: %s".formatted(folder, e.getMessage()), e);
        }
        return recordings;
    }

    /**
     * Ends all, and writes for each JVM its recording ({@code NAME.jfr}) and its stacks with their weight ({@code NAME.cpu.collapsed}:
     * samples; {@code NAME.allocation.collapsed}: bytes).
     *
     * @return for people: where each JVM's time and allocations are
     */
    public String finish() {
        var summary = new StringBuilder();
        try {
            for (String name : List.copyOf(running)) {
                Path recording = folder.resolve(name + ".jfr");
                stop(name, "filename=" + recording);
                Stacks stacks = Stacks.read(recording);
                Files.writeString(folder.resolve(name + ".cpu.collapsed"), Stacks.lines(stacks.cpu()));
                Files.writeString(folder.resolve(name + ".allocation.collapsed"), Stacks.lines(stacks.allocation()));
                summary.append(section(name, "samples of CPU", stacks.cpu()))
                        .append(section(name, "bytes allocated, estimated", stacks.allocation()));
            }
            Files.writeString(folder.resolve("summary.txt"), summary);
        } catch (IOException e) {
            throw new LauncherException("%s cannot be written: %s".formatted(folder, e.getMessage()), e);
        }
        return summary.toString();
    }

    private static String section(String jvm, String of, Map<String, Long> stacks) {
        long all = stacks.values().stream().mapToLong(Long::longValue).sum();
        return "%s: %,d %s\n  %s\n".formatted(jvm, all, of, String.join("\n  ", Stacks.top(stacks, TOP)));
    }

    private void stop(String name, String... options) {
        List<String> command = new ArrayList<>(List.of("JFR.stop", "name=" + NAME));
        command.addAll(List.of(options));
        jcmd(jvms.getOrDefault(name, -1L), command.toArray(String[]::new));
        running.remove(name);
    }

    private static void jcmd(long pid, String... command) {
        List<String> all = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid)));
        all.addAll(List.of(command));
        try {
            Process jcmd = new ProcessBuilder(all).redirectErrorStream(true).start();
            String said = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
            if (jcmd.waitFor() != 0 || said.contains("Could not")) {
                throw new LauncherException("%s failed: %s".formatted(String.join(" ", all), said.strip()));
            }
        } catch (IOException e) {
            throw new LauncherException("jcmd cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("Interrupted.", e);
        }
    }

    /** Ends without a file what {@link #finish} has not. */
    @Override
    public void close() {
        for (String name : List.copyOf(running)) {
            stop(name);
        }
    }
}
