package io.hongyan.faults.takeover;

import io.hongyan.client.connection.netty.Connections;
import io.hongyan.faults.load.Pause;
import io.hongyan.faults.load.Talk;
import io.hongyan.faults.stage.Stage;
import io.hongyan.launcher.process.Replica;
import io.hongyan.launcher.process.Service;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Kills a process of message-service again and again while users write, and measures how long their acks stay away. It is always
 * the same one: who takes over has worked for minutes, as in production, and its compiler takes nothing from what is measured.
 */
final class SequencerKills {

    private static final Duration WATCHED = Duration.ofSeconds(10);

    private final Stage stage;
    private final PrintStream out;
    private final Replica victim = new Replica(Service.MESSAGE, 2);

    SequencerKills(Stage stage, PrintStream out) {
        this.stage = stage;
        this.out = out;
    }

    void run(Connections connections, int kills, int rate) {
        try (var talk = new Talk(stage, connections, Talk.PAIRS, rate);
                var decisions = new Decisions(stage.suite().listening(victim))) {
            out.println("%d messages/s among %d pairs".formatted(rate, Talk.PAIRS));
            talk.warmUp(out, () -> {});
            List<Duration> stops = new ArrayList<>();
            long failures = 0;
            for (int kill = 1; kill <= kills; kill++) {
                decisions.await();
                Duration before = talk.awaitSteady();
                talk.waits().forget();
                stage.suite().process(victim).kill();
                Pause.until(System.nanoTime() + WATCHED.toNanos());
                talk.awaitCalm();
                Duration stop = talk.waits().quantile(1);
                stops.add(stop);
                failures += talk.waits().failures();
                out.println(
                        "  kill %2d of %d, %-17s longest wait for an ack %5d ms (p99 before it %4d ms), %d acks, %d failed"
                                .formatted(
                                        kill,
                                        kills,
                                        victim.title() + ":",
                                        stop.toMillis(),
                                        before.toMillis(),
                                        talk.waits().count(),
                                        talk.waits().failures()));
                talk.spare();
                stage.suite().start(victim);
                stage.suite().awaitReady(List.of(victim), (_, _) -> {});
            }
            Collections.sort(stops);
            out.println("acks stop for at most %d ms (p50 %d ms) over %d kills at %d messages/s; %d messages failed"
                    .formatted(
                            stops.getLast().toMillis(),
                            stops.get(stops.size() / 2).toMillis(),
                            kills,
                            rate,
                            failures));
        }
    }
}
