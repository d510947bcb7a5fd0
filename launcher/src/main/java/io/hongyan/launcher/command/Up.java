package io.hongyan.launcher.command;

import io.hongyan.launcher.LauncherException;
import io.hongyan.launcher.issuer.TokenIssuer;
import io.hongyan.launcher.page.PageServer;
import io.hongyan.launcher.phone.PhoneScreens;
import io.hongyan.launcher.process.ChildProcess;
import io.hongyan.launcher.process.Deployment;
import io.hongyan.launcher.process.Layout;
import io.hongyan.launcher.process.Leftovers;
import io.hongyan.launcher.process.Suite;
import io.hongyan.launcher.process.SuitePorts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code up}: the whole suite in the foreground, until Ctrl-C. */
public final class Up {

    /** The name of the launcher's own pid file. */
    static final String LAUNCHER = "launcher";

    /** Has the JVMs optimise as in production. */
    private static final String PEAK = "--peak";

    private static final List<String> USERS = List.of("alice", "bob", "carol");
    private static final Duration WATCH_EVERY = Duration.ofSeconds(2);

    /** By then a first demo has shown the JVMs what they are for. */
    private static final Duration LEARNT_AFTER = Duration.ofSeconds(30);

    private final Layout layout;
    private final PrintStream out;
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** For one checkout; speaks to a terminal. */
    public Up(Layout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    /**
     * Starts, and returns only when something asks this JVM to end.
     *
     * @param arguments {@code --peak}, or none
     */
    public int run(List<String> arguments) {
        Deployment.Compiling compiling = compiling(arguments);
        requireNothingRuns();
        layout.ports().requireFree();
        writePid();
        Instant begun = Instant.now();
        out.println("hongyan: starting (data and logs in %s)".formatted(layout.state()));
        var suite = Suite.startingFaster(layout, compiling);
        var phones = new PhoneScreens(
                layout.apns(), layout.ports().apns(), layout.notifications(), line -> out.println("  📱 " + line));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(suite, phones), "stop"));
        try {
            suite.start(InstantSource.system(), this::ready);
        } catch (LauncherException e) {
            if (stopping.getCount() == 0) {
                return 0; // Ctrl-C in the middle: what was not started yet is missed, and nobody wants to know
            }
            throw e;
        }
        TokenIssuer issuer = TokenIssuer.at(layout.jwks(), InstantSource.system());
        try (var page = PageServer.start(layout.ports().page(), layout.ports().webSocket(), USERS, issuer::token)) {
            welcome(Duration.between(begun, Instant.now()), page, issuer);
            watch(suite);
        }
        return 0;
    }

    private static Deployment.Compiling compiling(List<String> arguments) {
        if (arguments.isEmpty()) {
            return Deployment.Compiling.QUICK;
        }
        if (arguments.equals(List.of(PEAK))) {
            return Deployment.Compiling.FULL;
        }
        throw new LauncherException("`./hongyan up` takes nothing but %s, not %s.".formatted(PEAK, arguments));
    }

    private void requireNothingRuns() {
        List<Leftovers.Running> running = Leftovers.find(layout);
        if (!running.isEmpty()) {
            throw new LauncherException(
                    "A suite runs here already (%s, pid %d). See `./hongyan status`, or end it with `./hongyan down`."
                            .formatted(
                                    running.getFirst().name(),
                                    running.getFirst().process().pid()));
        }
    }

    private void writePid() {
        Path file = layout.pidFile(LAUNCHER);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, Long.toString(ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new LauncherException("The file %s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }

    private void ready(String what, Duration after) {
        out.println("  ✔ %-42s %5.1f s".formatted(what, after.toMillis() / 1_000.0));
    }

    private void welcome(Duration took, PageServer page, TokenIssuer issuer) {
        SuitePorts ports = layout.ports();
        out.println("""

                Hongyan is ready after %.1f s.

                  web chat    http://localhost:%d   (in two windows: you are alice in one, bob in the other)
                  sockets     tcp://localhost:%d   tls://localhost:%d   ws://localhost:%d/v1/socket   wss://localhost:%d/v1/socket
                  send API    http://localhost:%d/v1/messages   (docs: http://localhost:%d/q/swagger-ui)
                  Kafka       localhost:%d   PostgreSQL localhost:%d   Redis localhost:%d
                  health      http://localhost:%d/q/health   metrics: /q/metrics   (connector; the others below)
                  services    connector %d   message %d   presence %d   history %d   push %d

                Tokens, good for a day (more by ./hongyan token USER):""".formatted(
                        took.toMillis() / 1_000.0,
                        page.port(),
                        ports.tcp(),
                        ports.tls(),
                        ports.webSocket(),
                        ports.webSocketTls(),
                        ports.message(),
                        ports.message(),
                        ports.kafka(),
                        ports.postgres(),
                        ports.redis(),
                        ports.connector(),
                        ports.connector(),
                        ports.message(),
                        ports.presence(),
                        ports.history(),
                        ports.push()));
        for (String user : USERS) {
            out.println("  %-6s %s".formatted(user, issuer.token(user)));
        }
        out.println("""

                Try, each in a terminal of its own:
                  ./hongyan chat alice          ./hongyan chat bob
                  ./hongyan demo                ./hongyan tail events
                Ctrl-C stops everything. Alerts that phones would show appear here.
                """);
    }

    /** Says once of each process that it has ended, and what to do. */
    private void watch(Suite suite) {
        Set<String> told = new HashSet<>();
        Instant keepAt = Instant.now().plus(LEARNT_AFTER);
        boolean keeps = suite.records();
        try {
            while (!stopping.await(WATCH_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                if (keeps && Instant.now().isAfter(keepAt)) {
                    keeps = false;
                    keepRecordings(suite);
                }
                for (ChildProcess process : suite.processes()) {
                    if (!process.isAlive() && told.add(process.name())) {
                        out.println(
                                "  ✘ %s (pid %d) has ended with status %d. See `./hongyan logs %s`; then press Ctrl-C and run `./hongyan up` again."
                                        .formatted(
                                                process.name(),
                                                process.pid(),
                                                process.status().orElse(-1),
                                                process.name()));
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepRecordings(Suite suite) {
        out.println("  … keeping what makes the next start faster (a minute, once after a build)");
        boolean kept = suite.keepRecordings();
        if (stopping.getCount() > 0) {
            out.println(
                    kept
                            ? "  ✔ kept"
                            : "  ✘ not kept: this JDK's jcmd cannot do it, or the disk is full. Nothing else is affected.");
        }
    }

    private void stop(Suite suite, PhoneScreens phones) {
        stopping.countDown();
        Instant begun = Instant.now();
        out.println("\nhongyan: stopping");
        suite.close();
        phones.close();
        try {
            Files.deleteIfExists(layout.pidFile(LAUNCHER));
        } catch (IOException e) {
            out.println("hongyan: %s stays behind: %s".formatted(layout.pidFile(LAUNCHER), e.getMessage()));
        }
        out.println("hongyan: stopped after %.1f s"
                .formatted(Duration.between(begun, Instant.now()).toMillis() / 1_000.0));
    }
}
