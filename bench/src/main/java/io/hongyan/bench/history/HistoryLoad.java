package io.hongyan.bench.history;

import io.hongyan.bench.Costs;
import io.hongyan.bench.LoadProgram;
import io.hongyan.bench.OpenLoop;
import io.hongyan.bench.Report;
import io.hongyan.bench.login.Door;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.launcher.process.Layout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;

/** The program: pages of history at a steady rate, against the suite of {@code ./hongyan up}. */
public final class HistoryLoad {

    private static final long LATENCY_MAX = TimeUnit.MINUTES.toNanos(1);
    private static final long SETTLE_SECONDS_MAX = 30;

    private final HistoryOptions options;
    private final List<Reader> readers;
    private final ConcurrentHistogram latencies = new ConcurrentHistogram(LATENCY_MAX, 3);
    private final AtomicLong failed = new AtomicLong();

    private HistoryLoad(HistoryOptions options, List<Reader> readers) {
        this.options = options;
        this.readers = List.copyOf(readers);
    }

    /**
     * Runs it and prints what was measured. Ends with 1 if a page did not come, or was not whole.
     *
     * @param arguments see {@link HistoryOptions#parse}
     */
    public static void main(String[] arguments) {
        LoadProgram.run("history", List.of(arguments), HistoryLoad::run);
    }

    private static int run(List<String> arguments, Layout layout, Connections connections, Report report) {
        var options = HistoryOptions.parse(arguments);
        fill(options, layout, report);
        Door door = Door.of(layout);
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < options.conversations(); i++) {
            readers.add(Reader.logIn(connections, door.address(), door.token(reader(i)), conversation(i)));
        }
        var load = new HistoryLoad(options, readers);
        if (options.warmUp().isPositive()) {
            report.say("warming up for %d s".formatted(options.warmUp().toSeconds()));
            load.read(options.warmUp());
            load.forget();
        }
        report.say("%d pages/s of %d for %d s"
                .formatted(options.rate(), options.page(), options.time().toSeconds()));
        Costs before = Costs.now(layout);
        Duration time = load.read(options.time());
        load.tell(report);
        report.costs(before, Costs.now(layout), "page", load.latencies.getTotalCount(), time);
        readers.forEach(Reader::leave);
        return load.failed.get() == 0 ? 0 : 1;
    }

    private static void fill(HistoryOptions options, Layout layout, Report report) {
        try (Archive archive = Archive.at(layout.ports().postgres())) {
            long begun = System.nanoTime();
            for (int i = 0; i < options.conversations(); i++) {
                archive.fill(conversation(i), writer(i), options.perConversation());
                if ((i + 1) % Math.max(1, options.conversations() / 10) == 0) {
                    report.say("%d of %d conversations are in the archive after %.0f s"
                            .formatted(i + 1, options.conversations(), (System.nanoTime() - begun) / 1e9));
                }
            }
            archive.settle();
            long size = archive.size();
            report.figure("messages_in_archive", size);
            report.say("%d messages are in the archive, of everybody".formatted(size));
        }
    }

    /** Asks for pages of random places, each when it is due, and waits for the last. Returns how long all took. */
    private Duration read(Duration length) {
        long count = options.rate() * length.toSeconds();
        long begun = System.nanoTime();
        long answeredBefore = answered();
        OpenLoop.run(options.rate(), count, (index, due) -> {
            long before = ThreadLocalRandom.current().nextLong(options.page() + 1L, options.perConversation() + 2L);
            readers.get((int) (index % readers.size()))
                    .page(before, options.page())
                    .whenComplete((whole, failure) -> answered(due, failure == null && whole));
        });
        OpenLoop.settled(() -> answered() - answeredBefore == count, SETTLE_SECONDS_MAX);
        failed.addAndGet(count - (answered() - answeredBefore)); // never answered
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private void answered(long due, boolean whole) {
        if (whole) {
            latencies.recordValue(Math.clamp(System.nanoTime() - due, 0, LATENCY_MAX));
        } else {
            failed.incrementAndGet();
        }
    }

    private long answered() {
        return latencies.getTotalCount() + failed.get();
    }

    private void forget() {
        latencies.reset();
        failed.set(0);
    }

    private void tell(Report report) {
        report.latencies("pages", latencies);
        report.figure("failed", failed.get());
        report.say("%d pages, from when each was due: p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, max %.1f ms; failed %d"
                .formatted(
                        latencies.getTotalCount(),
                        Report.millis(latencies, 50),
                        Report.millis(latencies, 99),
                        Report.millis(latencies, 99.9),
                        Report.maxMillis(latencies),
                        failed.get()));
    }

    private static String writer(int conversation) {
        return "pages-%d-a".formatted(conversation);
    }

    private static String reader(int conversation) {
        return "pages-%d-b".formatted(conversation);
    }

    private static String conversation(int number) {
        return "d:%s:%s".formatted(writer(number), reader(number));
    }
}
