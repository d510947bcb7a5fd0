package io.hongyan.faults.stage;

import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.Transport;
import io.hongyan.faults.link.Front;
import io.hongyan.faults.schedule.Victim;
import io.hongyan.launcher.issuer.TokenIssuer;
import io.hongyan.launcher.phone.PhoneScreens;
import io.hongyan.launcher.process.Deployment;
import io.hongyan.launcher.process.Layout;
import io.hongyan.launcher.process.Suite;
import io.hongyan.launcher.process.SuitePorts;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * A suite of its own for a run: on free ports, with its data in a temporary folder, with {@link Victim#REPLICAS} processes of each
 * service and one of each server. Connections of clients and among services lead through fronts; those to servers too, where they
 * are to be disturbed.
 */
public final class Stage implements AutoCloseable {

    /** Who is connected and has missed something notices within this. The least that servers are set to allow. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(10);

    /** Within this the users of a connector that died are offline. */
    public static final Duration LEASE = Duration.ofSeconds(4);

    private final Suite suite;
    private final Clocks clocks;
    private final PhoneScreens screens;
    private final EventLoopGroup loops;
    private final Map<Victim, List<Front>> fronts;
    private boolean open = true;

    private Stage(
            Suite suite, Clocks clocks, PhoneScreens screens, EventLoopGroup loops, Map<Victim, List<Front>> fronts) {
        this.suite = suite;
        this.clocks = clocks;
        this.screens = screens;
        this.loops = loops;
        this.fronts = fronts;
    }

    /** What leads to Kafka, PostgreSQL and Redis. */
    public enum Roads {
        /** Fronts, which can be slow, cut or deaf, and cost each record another two hops. */
        FRONTED,
        /** Nothing: servers are reached where they listen. */
        DIRECT
    }

    /**
     * A stage on which nothing runs yet but the fronts.
     *
     * @param overrides configuration beyond what all runs have
     * @param compiling how much its JVMs optimise
     */
    public static Stage prepare(
            Path project, Map<String, String> overrides, Roads roads, Deployment.Compiling compiling) {
        try {
            Path state = Files.createTempDirectory("hongyan-faults-");
            List<SuitePorts> sets = SuitePorts.free(1 + Victim.REPLICAS);
            List<SuitePorts> listening = sets.subList(1, sets.size());
            SuitePorts reached = switch (roads) {
                case FRONTED -> sets.getFirst();
                case DIRECT -> sets.getFirst().withServersOf(listening.getFirst());
            };
            Layout layout = new Layout(project, state, reached);
            var screens = new PhoneScreens(layout.apns(), layout.ports().apns(), layout.notifications(), line -> {});
            Map<String, String> configuration = new HashMap<>(overrides);
            // Short times where quiet would have to be waited for; everything else as in `./hongyan up`.
            configuration.putIfAbsent("hongyan.connector.heartbeat.interval-min", HEARTBEAT.toSeconds() + "s");
            configuration.putIfAbsent("hongyan.push.send.lease", "15s");
            configuration.putIfAbsent("hongyan.presence.slot.lease", LEASE.toSeconds() + "s");
            configuration.putIfAbsent("hongyan.message.sequencer.session-timeout", "2s");
            configuration.putIfAbsent(
                    "hongyan.connector.socket.offences-max", "0"); // all clients come from one address
            var clocks = new Clocks();
            var deployment = new Deployment(
                    listening, true, configuration, clocks::environment, Deployment.Caching.USE, compiling);
            var suite = new Suite(layout, deployment);
            EventLoopGroup loops = new NioEventLoopGroup(1);
            return new Stage(suite, clocks, screens, loops, fronts(loops, reached, listening, roads));
        } catch (IOException e) {
            throw new UncheckedIOException("There is no temporary folder.", e);
        }
    }

    private static Map<Victim, List<Front>> fronts(
            EventLoopGroup loops, SuitePorts reached, List<SuitePorts> listening, Roads roads) {
        Map<Victim, List<ToIntFunction<SuitePorts>>> doors = new EnumMap<>(Victim.class);
        doors.put(Victim.CONNECTOR, List.of(SuitePorts::tcp));
        doors.put(Victim.MESSAGE, List.of(SuitePorts::messageGrpc, SuitePorts::message));
        doors.put(Victim.PRESENCE, List.of(SuitePorts::presenceGrpc));
        doors.put(Victim.HISTORY, List.of(SuitePorts::historyGrpc));
        doors.put(Victim.PUSH, List.of(SuitePorts::pushGrpc));
        if (roads == Roads.FRONTED) {
            doors.put(Victim.KAFKA, List.of(SuitePorts::kafka));
            doors.put(Victim.POSTGRES, List.of(SuitePorts::postgres));
            doors.put(Victim.REDIS, List.of(SuitePorts::redis));
        }
        Map<Victim, List<Front>> fronts = new EnumMap<>(Victim.class);
        doors.forEach((victim, ports) -> {
            List<Front> opened = new ArrayList<>();
            for (ToIntFunction<SuitePorts> port : ports) {
                List<Integer> targets = listening.stream()
                        .limit(victim.processes())
                        .map(port::applyAsInt)
                        .toList();
                opened.add(Front.open(loops, port.applyAsInt(reached), targets));
            }
            fronts.put(victim, opened);
        });
        return fronts;
    }

    /** Starts everything, tells of each as it becomes ready, and returns when all is. */
    public void start(PrintStream out) {
        suite.start(
                InstantSource.system(),
                (what, after) -> out.println("  ✔ %-42s %5.1f s".formatted(what, after.toMillis() / 1_000.0)));
    }

    /** The suite. */
    public Suite suite() {
        return suite;
    }

    /** The clocks of services. */
    public Clocks clocks() {
        return clocks;
    }

    /** What stands before a victim. */
    public List<Front> fronts(Victim victim) {
        return fronts.getOrDefault(victim, List.of());
    }

    /** Where a server listens itself: for those who are not to be disturbed. */
    public SuitePorts undisturbed() {
        return suite.listening(suite.replicas().getFirst());
    }

    /** Where the broker keeps its data. */
    public Path kafkaData() {
        return suite.layout().data().resolve("kafka");
    }

    /** Its folder. */
    public Path state() {
        return suite.layout().state();
    }

    /** Where clients connect. */
    public ServerAddress address() {
        return new ServerAddress(
                Transport.TCP, "localhost", suite.layout().ports().tcp());
    }

    /** Where back ends send to. */
    public URI sendApi() {
        return URI.create("http://localhost:%d/v1/messages"
                .formatted(suite.layout().ports().message()));
    }

    /** Who makes their tokens. */
    public TokenIssuer issuer() {
        return TokenIssuer.at(suite.layout().jwks(), InstantSource.system());
    }

    /** Ends all processes; safe on any thread, and more than once. */
    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            // A process that stands still cannot end by itself, and would be waited for.
            suite.processes().forEach(process -> {
                if (process.isAlive()) {
                    process.resume();
                }
            });
            suite.close();
            screens.close();
            fronts.values().forEach(opened -> opened.forEach(Front::close));
            loops.shutdownGracefully();
        }
    }

    /** Removes data and logs. */
    public void remove() {
        try {
            suite.layout().remove();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder %s cannot be removed.".formatted(state()), e);
        }
    }
}
