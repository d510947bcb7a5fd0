package io.hongyan.eventlog.rebuild;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hongyan.eventlog.Outage;
import io.hongyan.proto.rebuild.v1.Phase;
import io.hongyan.proto.rebuild.v1.RowDifference;
import io.hongyan.proto.rebuild.v1.StartRequest;
import io.hongyan.proto.rebuild.v1.StartResponse;
import io.hongyan.proto.rebuild.v1.TableComparison;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Answers {@code RebuildService}: runs a rebuild on a thread of its own and tells how far it has come. Who is slow to read
 * that gets the latest only. The rebuild ends with the call.
 */
public final class RebuildDoor {

    private static final Logger LOG = Logger.getLogger(RebuildDoor.class);
    private static final long TELL_EVERY_NANOS = Duration.ofMillis(200).toNanos();

    private final String name;
    private final Rebuilding rebuilding;
    private final MeterRegistry meters;

    /**
     * A door to one projection.
     *
     * @param name what people call it, such as {@code history}
     */
    public RebuildDoor(String name, Rebuilding rebuilding, MeterRegistry meters) {
        this.name = name;
        this.rebuilding = rebuilding;
        this.meters = meters;
    }

    /** Rebuilds, or refuses. */
    public Multi<StartResponse> start(StartRequest request) {
        if (!request.getProjection().equals(name)) {
            return Multi.createFrom()
                    .failure(Status.NOT_FOUND
                            .withDescription("This service owns the projection " + name + ".")
                            .asRuntimeException());
        }
        return Multi.createFrom()
                .emitter(
                        emitter -> Thread.ofPlatform()
                                .daemon() // it is no reason for the service to stay
                                .name("hongyan-rebuild-" + name)
                                .start(() -> run(request.getCompare(), emitter)),
                        BackPressureStrategy.LATEST);
    }

    private void run(boolean compare, MultiEmitter<? super StartResponse> emitter) {
        var caller = new Caller(emitter);
        emitter.onTermination(caller::left);
        try {
            LOG.infof("Rebuilding %s%s", name, compare ? ", to compare" : "");
            List<TableDifferences> found = rebuilding.run(compare, caller);
            boolean isSame = found.stream().allMatch(table -> table.differing() == 0);
            count(compare ? isSame ? "equal" : "different" : "swapped");
            LOG.infof("Rebuilt %s: %s", name, compare ? found : "it is live");
            emitter.emit(caller.done(found));
            emitter.complete();
        } catch (RebuildException e) {
            count("refused");
            LOG.infof("Did not rebuild %s: %s", name, e.getMessage());
            emitter.fail(refused(e));
        } catch (RuntimeException e) {
            count("failed");
            LOG.errorf(e, "The rebuild of %s has failed; the live one is intact", name);
            emitter.fail(failed(e));
        }
    }

    private void count(String outcome) {
        meters.counter("hongyan.rebuilds", "outcome", outcome).increment();
    }

    private static StatusRuntimeException refused(RebuildException e) {
        Status status = switch (e.why()) {
            case BUSY -> Status.ABORTED;
            case IMPOSSIBLE -> Status.FAILED_PRECONDITION;
            case CANCELLED -> Status.CANCELLED;
        };
        return status.withDescription(e.getMessage()).asRuntimeException();
    }

    private static StatusRuntimeException failed(RuntimeException e) {
        return Outage.is(e)
                ? Status.UNAVAILABLE
                        .withDescription("Something went down; the live projection is intact.")
                        .asRuntimeException()
                : Status.INTERNAL
                        .withDescription(
                                "The rebuild has failed, and the log of the service says why. The live projection is intact.")
                        .asRuntimeException();
    }

    /** Tells the caller, not more often than anybody can look. */
    private static final class Caller implements Rebuilding.Watcher {

        private final MultiEmitter<? super StartResponse> emitter;
        private final AtomicBoolean isGone = new AtomicBoolean();
        private Progress last = new Progress(Phase.PHASE_READING, 0, 0, 0);
        private long told;

        Caller(MultiEmitter<? super StartResponse> emitter) {
            this.emitter = emitter;
        }

        void left() {
            isGone.set(true);
        }

        @Override
        public void progress(Progress progress) {
            boolean isNew = progress.phase() != last.phase();
            last = progress;
            if (isNew || System.nanoTime() - told > TELL_EVERY_NANOS) {
                told = System.nanoTime();
                emitter.emit(response(progress).build());
            }
        }

        @Override
        public boolean isCancelled() {
            return isGone.get();
        }

        StartResponse done(List<TableDifferences> found) {
            return response(new Progress(Phase.PHASE_DONE, last.read(), last.total(), last.poison()))
                    .addAllTables(found.stream().map(Caller::table).toList())
                    .build();
        }

        private static StartResponse.Builder response(Progress progress) {
            return StartResponse.newBuilder()
                    .setPhase(progress.phase())
                    .setOffsetsRead(progress.read())
                    .setOffsetsTotal(progress.total())
                    .setRecordsPoison(progress.poison());
        }

        private static TableComparison table(TableDifferences table) {
            return TableComparison.newBuilder()
                    .setTable(table.table())
                    .setRows(table.rows())
                    .setRowsDiffering(table.differing())
                    .addAllFirst(table.first().stream()
                            .map(row -> RowDifference.newBuilder()
                                    .setKey(row.key())
                                    .setKind(row.kind())
                                    .build())
                            .toList())
                    .build();
        }
    }
}
