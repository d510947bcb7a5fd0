package io.hongyan.message.sequencer.kafka;

import io.hongyan.eventlog.Spans;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.CloseOptions;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs the sequencer if this process has the role: waits for Kafka and its topics, however long that takes, and replaces
 * a thread that died of an exception.
 */
@ApplicationScoped
class SequencerStreams {

    /** The name of the role in {@code hongyan.roles}. */
    static final String ROLE = "sequencer";

    private static final Logger LOG = Logger.getLogger(SequencerStreams.class);
    private static final Duration PAUSE_MIN = Duration.ofMillis(200);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(10);

    private final boolean enabled;
    private final SequencerConfig config;
    private final Map<String, Object> broker;
    private final SequencerMetrics metrics;
    private final Spans spans;
    private final Backoff startPause = new Backoff(PAUSE_MIN, PAUSE_MAX);
    private final Backoff failurePause = new Backoff(PAUSE_MIN, PAUSE_MAX);

    private volatile String waitingFor = "Not started yet.";
    private volatile boolean ranOnce;
    private volatile boolean wanted;
    private volatile @Nullable KafkaStreams streams;
    private volatile @Nullable Thread starter;

    SequencerStreams(
            @ConfigProperty(name = "hongyan.roles", defaultValue = "sequencer,router,unread,api") List<String> roles,
            SequencerConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            SequencerMetrics metrics,
            Spans spans) {
        this.enabled = roles.stream().map(String::strip).anyMatch(ROLE::equals);
        this.config = config;
        this.broker = Map.copyOf(broker);
        this.metrics = metrics;
        this.spans = spans;
    }

    void onStart(@Observes StartupEvent event) {
        if (enabled) {
            open();
        }
    }

    void onStop(@Observes ShutdownEvent event) {
        close();
    }

    /** Begins to wait for Kafka, and then to work; returns at once. */
    synchronized void open() {
        wanted = true;
        starter = Thread.ofVirtual().name("sequencer-start").start(this::startWhenPossible);
    }

    /**
     * Commits what was begun and stops, within the configured time. It leaves the group, so that others take over at once and
     * need not miss it first.
     */
    synchronized void close() {
        wanted = false;
        Thread starting = starter;
        if (starting != null) {
            starting.interrupt();
        }
        KafkaStreams running = streams;
        if (running != null
                && !running.close(new CloseOptions().leaveGroup(true).timeout(config.shutdownTimeout()))) {
            LOG.warnf("Sequencer did not stop in time: timeout=%s", config.shutdownTimeout());
        }
        streams = null;
        ranOnce = false;
        waitingFor = "Not started yet.";
    }

    private void startWhenPossible() {
        try {
            while (!tryToStart()) {
                Thread.sleep(startPause.next());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the service stops before it ever started
        }
    }

    private boolean tryToStart() throws InterruptedException {
        return switch (NeededTopics.look(broker)) {
            case NeededTopics.Found.Missing(String reason) -> {
                waitFor(reason, null);
                yield false;
            }
            case NeededTopics.Found.All(String cluster) -> tryToStart(cluster);
        };
    }

    private boolean tryToStart(String cluster) {
        try {
            new LocalState(config.stateDirectory()).belongTo(cluster);
            startIfWanted();
            return true;
        } catch (RuntimeException e) { // for example, another process has locked the state directory
            waitFor("It does not start: " + e.getMessage(), e);
            return false;
        }
    }

    private void waitFor(String reason, @Nullable Throwable cause) {
        if (!reason.equals(waitingFor)) { // once per reason, not once per attempt
            LOG.warnf(cause, "Sequencer waits: reason=%s", reason);
            waitingFor = reason;
        }
    }

    private synchronized void startIfWanted() {
        if (!wanted) {
            return; // closed while Kafka was being looked at
        }
        var clients = new PacedClients(config, metrics);
        var topology = SequencerTopology.of(config, metrics, spans, InstantSource.system(), clients::pace);
        var created = new KafkaStreams(topology, new StreamsConfig(StreamsSettings.of(config, broker)), clients);
        created.setUncaughtExceptionHandler(this::onThreadDeath);
        created.setStateListener((now, before) -> ranOnce |= now == KafkaStreams.State.RUNNING);
        try {
            created.start();
        } catch (RuntimeException e) {
            created.close(config.shutdownTimeout()); // else it keeps the lock on the state directory
            throw e;
        }
        streams = created;
    }

    /** Runs on the dying thread, which can wait: whatever is broken is not asked again and again without a pause. */
    private StreamThreadExceptionResponse onThreadDeath(Throwable cause) {
        metrics.threadFailed();
        Duration pause = failurePause.next();
        LOG.errorf(cause, "Sequencer thread died and is replaced: pause=%s", pause);
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** How it is, for health checks. */
    SequencerStatus status() {
        if (!enabled) {
            return new SequencerStatus.Off();
        }
        KafkaStreams running = streams;
        if (running == null) {
            return new SequencerStatus.Waiting(waitingFor);
        }
        return switch (running.state()) {
            case RUNNING -> new SequencerStatus.Running();
            case REBALANCING ->
                ranOnce
                        ? new SequencerStatus.Running() // partitions move, which is part of the work
                        : new SequencerStatus.Waiting("Partitions are being assigned, or state is being restored.");
            case CREATED -> new SequencerStatus.Waiting("It is starting.");
            case PENDING_SHUTDOWN, NOT_RUNNING -> new SequencerStatus.Waiting("It is stopping.");
            case PENDING_ERROR, ERROR -> new SequencerStatus.Failed("Kafka Streams gave up; the log says why.");
        };
    }
}
