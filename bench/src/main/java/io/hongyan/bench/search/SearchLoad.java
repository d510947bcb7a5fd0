package io.hongyan.bench.search;

import io.hongyan.bench.Costs;
import io.hongyan.bench.LoadProgram;
import io.hongyan.bench.OpenLoop;
import io.hongyan.bench.Report;
import io.hongyan.bench.login.Door;
import io.hongyan.bench.search.Texts.Kind;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.launcher.process.Layout;
import io.hongyan.proto.client.v1.ServerFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;

/** The program: searches at a steady rate, against the suite of {@code ./hongyan up}. */
public final class SearchLoad {

    private static final long LATENCY_MAX = TimeUnit.MINUTES.toNanos(1);
    private static final long SETTLE_SECONDS_MAX = 30;
    private static final List<Kind> KINDS = List.of(Kind.values());

    private final SearchOptions options;
    private final List<Searcher> searchers;
    private final Texts texts = new Texts(new Random(7));
    private final ConcurrentHistogram latencies = new ConcurrentHistogram(LATENCY_MAX, 3);
    private final Map<Kind, ConcurrentHistogram> byKind = new EnumMap<>(Kind.class);
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    private SearchLoad(SearchOptions options, List<Searcher> searchers) {
        this.options = options;
        this.searchers = List.copyOf(searchers);
        KINDS.forEach(kind -> byKind.put(kind, new ConcurrentHistogram(LATENCY_MAX, 3)));
    }

    /**
     * Runs it and prints what was measured. Ends with 1 if a search was not answered.
     *
     * @param arguments see {@link SearchOptions#parse}
     */
    public static void main(String[] arguments) {
        LoadProgram.run("search", List.of(arguments), SearchLoad::run);
    }

    private static int run(List<String> arguments, Layout layout, Connections connections, Report report) {
        var options = SearchOptions.parse(arguments);
        fill(options, layout, report);
        Door door = Door.of(layout);
        List<Searcher> searchers = new ArrayList<>();
        for (int i = 0; i < options.users(); i++) {
            searchers.add(Searcher.logIn(connections, door.address(), door.token(People.user(i))));
        }
        var load = new SearchLoad(options, searchers);
        if (options.warmUp().isPositive()) {
            report.say("warming up for %d s".formatted(options.warmUp().toSeconds()));
            load.search(options.warmUp());
            load.forget();
        }
        report.say("%d searches/s for %d s"
                .formatted(options.rate(), options.time().toSeconds()));
        Costs before = Costs.now(layout);
        Duration time = load.search(options.time());
        load.tell(report);
        report.costs(before, Costs.now(layout), "search", load.latencies.getTotalCount(), time);
        searchers.forEach(Searcher::leave);
        return load.failed.get() == 0 ? 0 : 1;
    }

    private static void fill(SearchOptions options, Layout layout, Report report) {
        try (var archive = SearchedArchive.at(
                layout.ports().postgres(), new People(options.users()), System.currentTimeMillis())) {
            long begun = System.nanoTime();
            if (archive.size() < options.messages()) {
                archive.fill(
                        options.messages(),
                        there -> report.say("%d of %d messages are in the archive after %.0f s"
                                .formatted(there, options.messages(), (System.nanoTime() - begun) / 1e9)));
            }
            report.figure("messages_in_archive", archive.size());
            report.figure("index_bytes", archive.indexBytes());
            report.figure("table_bytes", archive.tableBytes());
            report.say("%d messages can be found; the index of words has %d MB, all that is searched %d MB"
                    .formatted(archive.size(), archive.indexBytes() >> 20, archive.tableBytes() >> 20));
        }
    }

    /** Searches, each when it is due, and waits for the last answer. Returns how long all took. */
    private Duration search(Duration length) {
        long count = options.rate() * length.toSeconds();
        long begun = System.nanoTime();
        long answeredBefore = answered();
        OpenLoop.run(options.rate(), count, (index, due) -> {
            Kind kind = KINDS.get((int) (index % KINDS.size()));
            searchers
                    .get((int) (index % searchers.size()))
                    .search(texts.wanted(kind))
                    .whenComplete((answer, failure) -> answered(kind, due, answer));
        });
        OpenLoop.settled(() -> answered() - answeredBefore == count, SETTLE_SECONDS_MAX);
        failed.addAndGet(count - (answered() - answeredBefore)); // never answered
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private void answered(Kind kind, long due, @Nullable ServerFrame answer) {
        if (answer == null || !answer.hasSearch()) {
            failed.incrementAndGet();
            return;
        }
        hits.addAndGet(answer.getSearch().getHitsCount());
        long latency = Math.clamp(System.nanoTime() - due, 0, LATENCY_MAX);
        latencies.recordValue(latency);
        ConcurrentHistogram of = byKind.get(kind);
        if (of != null) {
            of.recordValue(latency);
        }
    }

    private long answered() {
        return latencies.getTotalCount() + failed.get();
    }

    private void forget() {
        latencies.reset();
        byKind.values().forEach(ConcurrentHistogram::reset);
        hits.set(0);
        failed.set(0);
    }

    private void tell(Report report) {
        report.latencies("searches", latencies);
        report.figure("failed", failed.get());
        report.say("%d searches with %d hits, from when each was due: %s; failed %d"
                .formatted(latencies.getTotalCount(), hits.get(), quantiles(latencies), failed.get()));
        byKind.forEach((kind, of) -> {
            String name = kind.name().toLowerCase(Locale.ROOT);
            report.latencies("searches_" + name, of);
            report.say("  %-10s %s".formatted(name, quantiles(of)));
        });
    }

    private static String quantiles(ConcurrentHistogram of) {
        return "p50 %.1f ms, p99 %.1f ms, max %.1f ms"
                .formatted(Report.millis(of, 50), Report.millis(of, 99), Report.maxMillis(of));
    }
}
