package io.hongyan.bench;

import io.hongyan.launcher.process.Layout;
import io.hongyan.launcher.process.Leftovers;
import io.hongyan.launcher.process.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What each process of the suite, the embedded servers included, has consumed at a moment, and occupies; and this program, which
 * shares its processors.
 *
 * @param processes by name; all of a database's processes are one
 * @param load this program
 */
public record Costs(Map<String, Usage> processes, Usage load) {

    /** What Linux tells processes' times in: USER_HZ is 100 wherever Java runs. */
    private static final long MILLIS_PER_TICK = 10;

    private static final String ROW = "%-12s %12s %14s %12s";

    /** As of now. */
    public static Costs now(Layout layout) {
        Map<String, Usage> found = new LinkedHashMap<>();
        for (Leftovers.Running running : Leftovers.find(layout)) {
            if (!running.name().equals("launcher")) {
                found.merge(kafkaOr(running.name()), Usage.of(running.process()), Usage::plus);
                running.process()
                        .descendants()
                        .forEach(child -> found.merge(program(child), Usage.of(child), Usage::plus));
            }
        }
        postmaster(layout.data().resolve("postgres")).ifPresent(root -> found.put("postgres", tree(root)));
        return new Costs(found, Usage.of(ProcessHandle.current()));
    }

    /**
     * As of now, of a server that is not the suite.
     *
     * @param roots its processes by name; each is counted with all that it started
     */
    public static Costs of(Map<String, ProcessHandle> roots) {
        Map<String, Usage> found = new LinkedHashMap<>();
        roots.forEach((name, root) -> found.put(name, tree(root)));
        return new Costs(found, Usage.of(ProcessHandle.current()));
    }

    /**
     * The first process of an embedded PostgreSQL, if it runs. It is nobody's child, and says in its data who it is.
     *
     * @param folder its directory, as it was told at its start
     */
    public static Optional<ProcessHandle> postmaster(Path folder) {
        try {
            long pid = Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid"))
                    .getFirst()
                    .strip());
            return ProcessHandle.of(pid);
        } catch (IOException | NumberFormatException | NoSuchElementException none) {
            return Optional.empty();
        }
    }

    /** Of a process and all that it started, those that have ended included: a database's connections come and go. */
    private static Usage tree(ProcessHandle root) {
        return Stream.concat(Stream.of(root), root.descendants())
                .map(process -> Usage.of(process).plus(new Usage(0, ofEnded(process))))
                .reduce(new Usage(0, Duration.ZERO), Usage::plus);
    }

    /** What a process's ended children have consumed; see proc_pid_stat(5), cutime and cstime. */
    private static Duration ofEnded(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Duration.ofMillis(MILLIS_PER_TICK * (Long.parseLong(fields[13]) + Long.parseLong(fields[14])));
        } catch (IOException gone) {
            return Duration.ZERO;
        }
    }

    /** The process that starts PostgreSQL and Redis is the broker itself. */
    private static String kafkaOr(String name) {
        return name.equals("servers") ? "kafka" : name;
    }

    private static String program(ProcessHandle process) {
        String program =
                Path.of(process.info().command().orElse("other")).getFileName().toString();
        return program.startsWith("redis-server") ? "redis" : program;
    }

    /** What each process, this one as {@code load}, spent between two moments, and occupied at the second. */
    static Map<String, Usage> spent(Costs before, Costs now) {
        Map<String, Usage> spent = new LinkedHashMap<>();
        now.processes.forEach((name, usage) -> spent.put(name, less(usage, before.processes.get(name))));
        spent.put("load", less(now.load, before.load));
        return spent;
    }

    private static Usage less(Usage now, @Nullable Usage before) {
        return before == null
                ? now
                : new Usage(now.residentKilobytes(), now.cpu().minus(before.cpu()));
    }

    /**
     * What was consumed since an earlier moment, a line for each process and one for all of the suite.
     *
     * @param of what it was consumed for, in the singular
     * @param count how many of those there were meanwhile
     * @param time how long it was
     */
    public String since(Costs before, String of, long count, Duration time) {
        var table = new StringJoiner("\n");
        table.add(ROW.formatted("process", "CPU/" + of, "of one core", "memory"));
        Duration suite = Duration.ZERO;
        for (Map.Entry<String, Usage> process : processes.entrySet()) {
            Usage spent = less(process.getValue(), before.processes.get(process.getKey()));
            suite = suite.plus(spent.cpu());
            table.add(row(process.getKey(), spent, count, time));
        }
        table.add(row("(this load)", less(load, before.load), count, time));
        return table.add(row("all", suite, count, time)).toString();
    }

    private static String row(String name, Usage spent, long count, Duration time) {
        return row(name, spent.cpu(), count, time) + " %8d MiB".formatted(spent.residentKilobytes() / 1024);
    }

    private static String row(String name, Duration spent, long count, Duration time) {
        return "%-12s %9.3f ms %12.0f %%"
                .formatted(
                        name,
                        spent.toNanos() / 1e6 / Math.max(1, count),
                        100.0 * spent.toNanos() / Math.max(1, time.toNanos()));
    }
}
