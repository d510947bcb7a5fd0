package io.hongyan.launcher.process;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The five services, in the order in which they are best started: each after those it asks. */
public enum Service {
    /** Who is online, and the slots. */
    PRESENCE(96),
    /** Sequencer, router, unread and the send API. */
    MESSAGE(256),
    /** The archive. */
    HISTORY(128),
    /** Alerts. */
    PUSH(128),
    /** Sockets. */
    CONNECTOR(256);

    private final int heapMegabytes;

    Service(int heapMegabytes) {
        this.heapMegabytes = heapMegabytes;
    }

    /** Its short name, as typed: {@code connector}. */
    public String shortName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its module's name: {@code connector-service}. */
    public String module() {
        return shortName() + "-service";
    }

    /** The service of a short or module name, if there is one. */
    public static Optional<Service> named(String name) {
        return Stream.of(values())
                .filter(service ->
                        service.shortName().equals(name) || service.module().equals(name))
                .findFirst();
    }

    /** The most that its heap may take, in mebibytes. */
    public int heapMegabytes() {
        return heapMegabytes;
    }

    /** What its JVM is told: small heaps, and no threads for collecting garbage while nothing happens. */
    List<String> jvmOptions() {
        return List.of(
                "-Xms32m",
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    }
}
