package io.hongyan.faults.pressure;

import io.hongyan.client.connection.netty.Connections;
import io.hongyan.faults.load.Pause;
import io.hongyan.faults.load.Talk;
import io.hongyan.faults.stage.Memory;
import io.hongyan.faults.stage.Stage;
import io.hongyan.faults.stage.StageProgram;
import io.hongyan.faults.stage.StageProgram.Part;
import io.hongyan.launcher.process.ChildProcess;
import io.hongyan.launcher.process.Replica;
import io.hongyan.launcher.process.Server;
import io.hongyan.launcher.process.Service;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The program: a suite of its own under a steady load; first both processes of history, then of push stand still, then the log
 * does. Says what senders waited, what they were answered, and what each process occupied at most.
 */
public final class Pressure {

    private final PressureOptions options;
    private final Stage stage;
    private final Memory memory;
    private final PrintStream out;
    private boolean bounded = true;

    private Pressure(PressureOptions options, Stage stage, PrintStream out) {
        this.options = options;
        this.stage = stage;
        this.memory = new Memory(stage.suite());
        this.out = out;
    }

    /**
     * Measures and prints. Exits with 0, with 1 if a process was beyond its bound of memory, with 2 if the arguments make no sense.
     *
     * @param arguments see {@code ./hongyan help}
     */
    public static void main(String[] arguments) {
        StageProgram.run(
                "pressure",
                () -> PressureOptions.parse(List.of(arguments)),
                Map.of(),
                List.of(new Part<PressureOptions>(
                        _ -> true,
                        (options, stage, connections, out) -> new Pressure(options, stage, out).run(connections))));
    }

    /** Returns whether all processes kept within their bounds of memory. */
    private boolean run(Connections connections) {
        var time = Duration.ofSeconds(options.seconds());
        try (var talk = new Talk(stage, connections, Talk.PAIRS, options.rate())) {
            out.println("%d messages/s among %d pairs".formatted(options.rate(), Talk.PAIRS));
            talk.warmUp(out, this::bound);
            tell("everything runs", talk, time);
            for (Service service : List.of(Service.HISTORY, Service.PUSH)) {
                processes(service).forEach(ChildProcess::pause);
                tell(service.module() + " stands still", talk, time);
                processes(service).forEach(ChildProcess::resume);
                tell("… and catches up", talk, Duration.ofSeconds(options.logSeconds()));
            }
            stopTheLog(connections);
            talk.awaitCalm();
            out.println("  who does had all acks in the end; %d messages failed"
                    .formatted(talk.waits().failures()));
            bound();
        }
        out.println("most memory, in MiB: %s; none may pass its heap by more than %d"
                .formatted(memory.most(), Memory.BESIDE_HEAP_MEGABYTES));
        return bounded;
    }

    /** Who does not try again logs in only now: it has no heartbeat, and would have been cut off by then. */
    private void stopTheLog(Connections connections) {
        ChildProcess log = stage.suite().process(Server.KAFKA);
        try (var impatient = new Refusals(stage, connections)) {
            log.pause();
            out.println("the log stands still for %d s".formatted(options.logSeconds()));
            impatient.write(Duration.ofSeconds(options.logSeconds()));
            bound();
            log.resume();
            impatient.awaitAnswers();
            out.println("  who does not try again was answered within %.1f s: %s"
                    .formatted(impatient.slowest().toMillis() / 1_000.0, impatient.answers()));
        }
    }

    private void tell(String what, Talk talk, Duration time) {
        talk.waits().forget();
        watch(time);
        talk.awaitCalm();
        out.println("  %-34s %6d acks, p50 %4d ms, p99 %5d ms, longest %5d ms, %d failed"
                .formatted(
                        what + ":",
                        talk.waits().count(),
                        talk.waits().quantile(0.5).toMillis(),
                        talk.waits().quantile(0.99).toMillis(),
                        talk.waits().quantile(1).toMillis(),
                        talk.waits().failures()));
    }

    private void watch(Duration time) {
        Pause.lasting(time, this::bound);
    }

    private void bound() {
        memory.complaints().forEach(complaint -> {
            bounded = false;
            out.println("  ✘ " + complaint);
        });
    }

    private List<ChildProcess> processes(Service service) {
        return stage.suite().replicas().stream()
                .filter(replica -> replica.service() == service)
                .map((Replica replica) -> stage.suite().process(replica))
                .toList();
    }
}
