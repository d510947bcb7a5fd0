package io.hongyan.launcher.command;

import io.hongyan.launcher.process.Health;
import io.hongyan.launcher.process.Layout;
import io.hongyan.launcher.process.Leftovers;
import io.hongyan.launcher.process.Service;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code status}: what runs, whether it is ready, and what it costs. */
public final class Status {

    private static final String ROW = "%-10s %8s %-9s %9s %9s  %s";

    private final Layout layout;
    private final PrintStream out;
    private final Health health = new Health();

    /** For one checkout; speaks to a terminal. */
    public Status(Layout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    /** Returns 0 if all services are ready, 3 otherwise, as init scripts do. */
    public int run() {
        List<Leftovers.Running> running = Leftovers.find(layout);
        if (running.isEmpty()) {
            out.println("hongyan: nothing runs here. Start it with `./hongyan up`.");
            return 3;
        }
        out.println(ROW.formatted("process", "pid", "state", "memory", "CPU", "log"));
        running.forEach(this::print);
        List<Service> missing = Stream.of(Service.values())
                .filter(service -> running.stream().noneMatch(one -> one.name().equals(service.shortName())))
                .toList();
        missing.forEach(service -> out.println(
                ROW.formatted(service.shortName(), "-", "ended", "-", "-", layout.log(service.shortName()))));
        boolean ready = Stream.of(Service.values())
                .allMatch(service -> health.isReady(layout.ports().of(service)));
        return ready ? 0 : 3;
    }

    private void print(Leftovers.Running running) {
        String state = Service.named(running.name())
                .map(service -> health.isReady(layout.ports().of(service)) ? "ready" : "not ready")
                .orElse("runs");
        String cpu = running.process()
                .info()
                .totalCpuDuration()
                .map(time -> "%.1f s".formatted(seconds(time)))
                .orElse("-");
        out.println(ROW.formatted(
                running.name(),
                running.process().pid(),
                state,
                memory(running.process(), running.name().equals(Up.LAUNCHER))
                        .map(kilobytes -> kilobytes / 1024 + " MiB")
                        .orElse("-"),
                cpu,
                running.name().equals(Up.LAUNCHER) ? "" : layout.log(running.name())));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }

    /** Resident memory in KiB where the system tells, with that of the databases that a process started. */
    private static Optional<Long> memory(ProcessHandle process, boolean own) {
        Stream<ProcessHandle> started = own ? Stream.empty() : process.descendants();
        return Stream.concat(Stream.of(process), started)
                .map(one -> Path.of("/proc", Long.toString(one.pid()), "status"))
                .filter(Files::exists)
                .map(Status::resident)
                .reduce(Long::sum);
    }

    private static long resident(Path status) {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("[^0-9]", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException ended) {
            return 0; // between the listing and now
        }
    }
}
