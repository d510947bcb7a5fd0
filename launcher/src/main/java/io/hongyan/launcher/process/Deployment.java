package io.hongyan.launcher.process;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which processes a suite is made of, and what they are told beyond where things are.
 *
 * @param listening where the processes listen: for each replica of the services a set of ports, of which a process uses its own;
 *     the servers use the first set. They are reached at {@link Layout#ports}, which is the same unless somebody stands between
 * @param serversApart whether each server is a process of its own, which can be killed alone
 * @param overrides configuration for all services that differs from the development defaults
 * @param environment variables that a process of a service has beside those that it inherits
 * @param caching what is done about {@link AotCache}s
 * @param compiling how much the JVMs optimise
 * @param secured whether servers and services talk to each other with TLS only, and show certificates: {@link Peers}
 */
public record Deployment(
        List<SuitePorts> listening,
        boolean serversApart,
        Map<String, String> overrides,
        Function<Replica, Map<String, String>> environment,
        Caching caching,
        Compiling compiling,
        boolean secured) {

    /** In the clear. */
    public Deployment(
            List<SuitePorts> listening,
            boolean serversApart,
            Map<String, String> overrides,
            Function<Replica, Map<String, String>> environment,
            Caching caching,
            Compiling compiling) {
        this(listening, serversApart, overrides, environment, caching, compiling, false);
    }

    /** What is done about caches that make JVMs start faster. */
    public enum Caching {
        /** Nothing. */
        NONE,
        /** Those that a development suite of the same checkout has kept are used, if they fit. */
        USE,
        /** They are used, and made if there are none. */
        KEEP
    }

    /** How much the JVMs optimise what they run. */
    public enum Compiling {
        /**
         * Soon and lightly: some minutes of many JVMs on few processors go much further with it, in less memory. See
         * docs/adr/0010-light-compilation-for-minutes.md.
         */
        QUICK("-XX:TieredStopAtLevel=1"),
        /** As in production: best after minutes of the same load, which has until then taken turns with the compiler. */
        FULL;

        private final List<String> jvmOptions;

        Compiling(String... jvmOptions) {
            this.jvmOptions = List.of(jvmOptions);
        }

        List<String> jvmOptions() {
            return jvmOptions;
        }
    }

    /** Keeps its own copies. */
    public Deployment {
        listening = List.copyOf(listening);
        overrides = Map.copyOf(overrides);
    }

    /** One process for each service and one for all servers, reached where they listen. */
    static Deployment simple(Layout layout, Map<String, String> overrides, Caching caching, Compiling compiling) {
        return new Deployment(List.of(layout.ports()), false, overrides, replica -> Map.of(), caching, compiling);
    }

    /** The same, where servers and services talk to each other with TLS only. */
    public static Deployment secured(Layout layout, Map<String, String> overrides) {
        return new Deployment(
                List.of(layout.ports()), false, overrides, replica -> Map.of(), Caching.NONE, Compiling.QUICK, true);
    }

    /** How many processes each service has. */
    int replicas() {
        return listening.size();
    }

    /** Where one listens. */
    SuitePorts listening(Replica replica) {
        return listening.get(replica.number() - 1);
    }

    /** Where the servers listen. */
    SuitePorts servers() {
        return listening.getFirst();
    }
}
