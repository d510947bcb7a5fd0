package io.hongyan.bench.offline;

import io.hongyan.bench.Costs;
import io.hongyan.bench.LoadProgram;
import io.hongyan.bench.Report;
import io.hongyan.bench.chat.Crowd;
import io.hongyan.bench.chat.LoadUser;
import io.hongyan.bench.chat.Tally;
import io.hongyan.bench.login.Door;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.launcher.process.Layout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** The program: users who missed messages come back at the same moment, against the suite of {@code ./hongyan up}. */
public final class OfflineLoad {

    private static final int WRITTEN_PER_SECOND = 300;
    private static final long WAIT_MAX = Duration.ofMinutes(2).toNanos();

    private OfflineLoad() {}

    /**
     * Runs it and prints what was measured. Ends with 1 if somebody did not get everything, in order.
     *
     * @param arguments see {@link OfflineOptions#parse}
     */
    public static void main(String[] arguments) {
        LoadProgram.run("offline", List.of(arguments), OfflineLoad::run);
    }

    private static int run(List<String> arguments, Layout layout, Connections connections, Report report) {
        var options = OfflineOptions.parse(arguments);
        List<Returner> away = write(options, layout, connections, report);
        boolean all = true;
        for (int round = 1; round <= options.rounds(); round++) {
            Costs before = Costs.now(layout);
            var waits = new ConcurrentHistogram(WAIT_MAX, 3);
            var failed = new AtomicInteger();
            long begun = System.nanoTime();
            CompletableFuture.allOf(away.stream()
                            .map(user -> user.comeBack().toCompletableFuture().handle((_, failure) -> {
                                if (failure == null) {
                                    waits.recordValue(Math.clamp(System.nanoTime() - begun, 0, WAIT_MAX));
                                } else if (failed.incrementAndGet() == 1) {
                                    report.say("failed: " + failure);
                                }
                                return failure;
                            }))
                            .toArray(CompletableFuture[]::new))
                    .join();
            Duration time = Duration.ofNanos(System.nanoTime() - begun);
            report.latencies("rounds", waits);
            report.say(told(round, waits, failed.get()));
            if (round == options.rounds()) {
                report.costs(before, Costs.now(layout), "user", away.size(), time);
            }
            all &= failed.get() == 0;
        }
        return all ? 0 : 1;
    }

    private static String told(int round, Histogram waits, int failed) {
        return "round %d: %d have everything; from the first moment until then: p50 %.0f ms, p99 %.0f ms, last %.0f ms; failed %d"
                .formatted(
                        round,
                        waits.getTotalCount(),
                        Report.millis(waits, 50),
                        Report.millis(waits, 99),
                        Report.maxMillis(waits),
                        failed);
    }

    /** Writes to users who are away: one message that they have, and those that they miss. */
    private static List<Returner> write(OfflineOptions options, Layout layout, Connections connections, Report report) {
        Door door = Door.of(layout);
        var tally = new Tally();
        String run = Long.toString(System.nanoTime(), 36);
        List<LoadUser> writers = new ArrayList<>();
        List<Returner> away = new ArrayList<>();
        int head = options.messages() + 1;
        for (int i = 0; i < options.users(); i++) {
            String writer = "offline-%s-%d-a".formatted(run, i);
            String reader = "offline-%s-%d-b".formatted(run, i);
            String conversation = "d:%s:%s".formatted(writer, reader);
            LoadUser user = LoadUser.logIn(
                    connections, door.address(), writer, door.token(writer), tally, Duration.ofSeconds(1));
            user.writeTo(reader, conversation);
            writers.add(user);
            away.add(new Returner(connections, door.address(), door.token(reader), conversation, head));
        }
        int messages = head * options.users();
        report.say("writing %d messages to %d users who are away".formatted(messages, options.users()));
        Crowd crowd = Crowd.of(writers, tally);
        crowd.send(WRITTEN_PER_SECOND, messages);
        if (!crowd.awaitAcks()) {
            throw new IllegalArgumentException("Not all messages were taken. Is the suite busy?");
        }
        crowd.close();
        return away;
    }
}
