package io.hongyan.bench.push;

import io.hongyan.bench.Costs;
import io.hongyan.bench.LoadProgram;
import io.hongyan.bench.OpenLoop;
import io.hongyan.bench.Report;
import io.hongyan.launcher.process.SuitePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.HdrHistogram.Histogram;

/**
 * The program: push-service decides and sends at a rate, measured first in quiet, then with its processes killed and the log
 * replayed. Needs no running suite.
 */
public final class PushLoad {

    /** Kept, since what nobody keeps forgets its level: Kafka's clients tell much that nobody reads. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    private static final int FOREGROUND_EVERY = 5;
    private static final long SETTLE_SECONDS_MAX = 600;

    private final PushOptions options;
    private final List<Correspondence> correspondences;
    private final Report report;

    private PushLoad(PushOptions options, Report report) {
        this.options = options;
        this.report = report;
        this.correspondences = new ArrayList<>();
        for (int i = 0; i < options.users(); i++) {
            correspondences.add(new Correspondence(i, i % FOREGROUND_EVERY == FOREGROUND_EVERY - 1));
        }
    }

    /**
     * Runs it and prints what was measured. Ends with 1 if anything was told that must not be, or not told that must.
     *
     * @param arguments see {@link PushOptions#parse}
     */
    public static void main(String[] arguments) {
        KAFKA.setLevel(Level.WARNING);
        LoadProgram.run(
                "push",
                List.of(arguments),
                (given, layout, _, report) -> run(PushOptions.parse(given), layout.project(), Map.of(), report)
                                .clean()
                        ? 0
                        : 1);
    }

    /**
     * Runs it.
     *
     * @param project the checkout whose push-service is run
     * @param overrides configuration of push-service beyond what it has in development
     */
    static Findings run(PushOptions options, Path project, Map<String, String> overrides, Report report) {
        return new PushLoad(options, report).run(project, overrides);
    }

    private Findings run(Path project, Map<String, String> overrides) {
        Map<String, Correspondence> byReader = new LinkedHashMap<>();
        correspondences.forEach(each -> byReader.put(each.reader(), each));
        List<SuitePorts> ports = SuitePorts.free(2);
        try (var neighbours = Neighbours.start(byReader);
                var stage = PushStage.prepare(project, ports, neighbours.port(), overrides);
                var phones = Phones.start(
                        correspondences,
                        stage.layout().apns(),
                        stage.layout().ports().apns())) {
            stage.start((what, after) -> report.say("  %-42s %5.1f s".formatted(what, after.toMillis() / 1_000.0)));
            phones.register(stage.grpcPort());
            report.say("%d phones are registered".formatted(options.users()));
            int kafka = stage.layout().ports().kafka();
            try (var decisions = DecisionsReader.start(byReader, kafka);
                    var writer = new Writer(correspondences, kafka)) {
                measure(stage, phones, writer, decisions);
                disturb(stage, writer);
                return judge(phones, writer, decisions);
            }
        }
    }

    private void measure(PushStage stage, Phones phones, Writer writer, DecisionsReader decisions) {
        if (options.warmUp().isPositive()) {
            report.say("warming up for %d s".formatted(options.warmUp().toSeconds()));
            writer.write(options.rate(), options.rate() * options.warmUp().toSeconds(), false);
        }
        report.say(
                "%d events/s for %d s".formatted(options.rate(), options.time().toSeconds()));
        long takenBefore = phones.taken();
        Costs before = Costs.now(stage.layout());
        long begun = System.nanoTime();
        writer.write(options.rate(), options.rate() * options.time().toSeconds(), true);
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        Costs after = Costs.now(stage.layout());
        long taken = phones.taken() - takenBefore;
        settle();
        Histogram latencies = decisions.latencies();
        report.latencies("commit_to_decision", latencies);
        report.figure("apns_per_second", taken / (time.toNanos() / 1e9));
        report.say(
                "%d messages, from commit to decision where nothing was to be waited for: p50 %.0f ms, p99 %.0f ms, max %.0f ms"
                        .formatted(
                                latencies.getTotalCount(),
                                Report.millis(latencies, 50),
                                Report.millis(latencies, 99),
                                Report.maxMillis(latencies)));
        report.say("Apple took %.0f alerts/s".formatted(taken / (time.toNanos() / 1e9)));
        report.costs(before, after, "alert", taken, time);
    }

    /** Events go on at their rate, whoever lives. */
    private void disturb(PushStage stage, Writer writer) {
        if (options.decisions() == 0) {
            return;
        }
        report.say("%d events more, with %d kills and %d replays"
                .formatted(options.decisions(), options.kills(), options.replays()));
        var writing = CompletableFuture.runAsync(() -> writer.write(options.rate(), options.decisions(), false));
        int blows = options.kills() + options.replays();
        Duration between = Duration.ofMillis(1000L * options.decisions() / options.rate() / (blows + 1));
        long begun = System.nanoTime();
        for (int i = 0; i < blows; i++) {
            long due = begun + between.multipliedBy(i + 1L).toNanos();
            OpenLoop.settled(() -> System.nanoTime() >= due, between.toSeconds() + 1);
            boolean replay = (i + 1) * options.replays() / blows > i * options.replays() / blows;
            if (replay) {
                stage.replay();
            } else {
                stage.kill(i);
            }
            report.say(
                    "  %s after %.0f s".formatted(replay ? "replayed" : "killed", (System.nanoTime() - begun) / 1e9));
        }
        writing.join();
    }

    private Findings judge(Phones phones, Writer writer, DecisionsReader decisions) {
        long failed = writer.settle();
        boolean settled = settle();
        Findings found = correspondences.stream().map(Correspondence::findings).reduce(Findings.NONE, Findings::plus);
        report.say("%d messages, %d decided, %d told by %d alerts and clears; %d decisions in the topic%s"
                .formatted(
                        found.messages(),
                        found.decided(),
                        found.told(),
                        phones.taken(),
                        decisions.read(),
                        settled ? "" : "; NOT all were decided in time"));
        report.say(
                "told twice %d, wrong badges %d, told though confirmed in the foreground %d, missing %d, decided twice %d"
                        .formatted(
                                found.doubles(),
                                found.wrongBadges(),
                                found.inForeground(),
                                found.missing(),
                                found.contradictions()));
        report.say("sent again with the same id or collapse id, for a kill hid that it had been sent: %d"
                .formatted(found.hidden()));
        if (failed > 0) {
            report.say("%d events were not committed: the findings say nothing".formatted(failed));
        }
        report.figure("messages", found.messages());
        report.figure("decided", found.decided());
        report.figure("told_twice", found.doubles());
        report.figure("sent_again_after_a_kill", found.hidden());
        report.figure("wrong_badges", found.wrongBadges());
        report.figure("told_in_foreground", found.inForeground());
        report.figure("missing", found.missing());
        report.figure("decided_twice", found.contradictions());
        return found;
    }

    /** Waits until everything is decided, and told: as long as that goes on. */
    private boolean settle() {
        return OpenLoop.settled(
                () -> correspondences.stream().allMatch(each -> each.undecided() == 0), SETTLE_SECONDS_MAX);
    }
}
