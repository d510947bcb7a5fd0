package io.hongyan.launcher.command;

import io.hongyan.launcher.process.Health;
import io.hongyan.launcher.process.Layout;
import io.hongyan.launcher.process.Leftovers;
import io.hongyan.launcher.process.Service;
import io.hongyan.launcher.process.Usage;
import java.io.PrintStream;
import java.util.List;
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
        Usage usage = Usage.of(running.process());
        out.println(ROW.formatted(
                running.name(),
                running.process().pid(),
                state,
                memory(running) / 1024 + " MiB",
                "%.1f s".formatted(usage.cpu().toMillis() / 1_000.0),
                running.name().equals(Up.LAUNCHER) ? "" : layout.log(running.name())));
    }

    /** Resident memory in KiB, with that of the databases that a process started. */
    private static long memory(Leftovers.Running running) {
        Stream<ProcessHandle> started = running.name().equals(Up.LAUNCHER)
                ? Stream.empty()
                : running.process().descendants();
        return Stream.concat(Stream.of(running.process()), started)
                .mapToLong(one -> Usage.of(one).residentKilobytes())
                .sum();
    }
}
