package io.hongyan.launcher.rebuild;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hongyan.launcher.LauncherException;
import io.hongyan.launcher.process.SuitePorts;
import io.hongyan.proto.rebuild.v1.Phase;
import io.hongyan.proto.rebuild.v1.RebuildServiceGrpc;
import io.hongyan.proto.rebuild.v1.StartRequest;
import io.hongyan.proto.rebuild.v1.StartResponse;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Has a projection rebuilt by the service that owns it. Ctrl-C ends that, and nothing has changed. */
public final class Rebuild {

    private static final long LINE_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private Rebuild() {}

    /**
     * Runs the command.
     *
     * @param words the projection, and {@code --compare}
     * @param ports of the running suite
     * @return 0 if done and, when comparing, no row differs; 1 if rows differ; 2 if the words make no sense
     * @throws LauncherException if the service refuses, fails or is not there
     */
    public static int run(List<String> words, SuitePorts ports, PrintStream out) {
        Optional<RebuildArguments> arguments = RebuildArguments.parse(words);
        if (arguments.isEmpty()) {
            out.println(RebuildArguments.USAGE);
            return 2;
        }
        RebuildArguments asked = arguments.get();
        ManagedChannel channel = ManagedChannelBuilder.forAddress("localhost", asked.port(ports))
                .usePlaintext()
                .build();
        try {
            Iterator<StartResponse> answers = RebuildServiceGrpc.newBlockingStub(channel)
                    .start(StartRequest.newBuilder()
                            .setProjection(asked.projection())
                            .setCompare(asked.compare())
                            .build());
            return Report.isSame(follow(asked.projection(), answers, out)) ? 0 : 1;
        } catch (StatusRuntimeException e) {
            throw new LauncherException(explained(asked.projection(), e.getStatus()), e);
        } finally {
            channel.shutdownNow();
        }
    }

    private static StartResponse follow(String projection, Iterator<StartResponse> answers, PrintStream out) {
        StartResponse last = StartResponse.getDefaultInstance();
        long printed = System.nanoTime() - LINE_EVERY_NANOS;
        while (answers.hasNext()) {
            StartResponse answer = answers.next();
            if (answer.getPhase() != last.getPhase() || System.nanoTime() - printed >= LINE_EVERY_NANOS) {
                out.println(Report.progress(answer));
                printed = System.nanoTime();
            }
            last = answer;
        }
        if (last.getPhase() != Phase.PHASE_DONE) {
            throw new LauncherException(
                    "The service has not said that the rebuild of %s is done; look at its log.".formatted(projection));
        }
        Report.outcome(projection, last).forEach(out::println);
        return last;
    }

    private static String explained(String projection, Status status) {
        String said = status.getDescription() == null ? status.getCode().toString() : status.getDescription();
        return status.getCode() == Status.Code.UNAVAILABLE
                ? "The service that owns %s does not answer (%s). Is the suite up? ./hongyan status"
                        .formatted(projection, said)
                : "%s was not rebuilt: %s".formatted(projection, said);
    }
}
