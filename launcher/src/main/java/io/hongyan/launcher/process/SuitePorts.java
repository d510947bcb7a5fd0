package io.hongyan.launcher.process;

import io.hongyan.launcher.LauncherException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** The ports of a suite on the loopback address, all different. */
public record SuitePorts(
        int tcp,
        int tls,
        int webSocket,
        int webSocketTls,
        int connector,
        int message,
        int presence,
        int history,
        int push,
        int messageGrpc,
        int presenceGrpc,
        int historyGrpc,
        int pushGrpc,
        int kafka,
        int postgres,
        int redis,
        int apns,
        int page) {

    private static final int COUNT = 18;

    // Below those that systems give to outgoing connections: one of these is not taken while its process is being
    // restarted.
    private static final int FREE_MIN = 10_000;
    private static final int FREE_MAX = 30_000;
    private static final int ATTEMPTS_MAX = 10_000;

    /** The ports of {@code ./hongyan up}, the same every time. */
    public static SuitePorts development() {
        return new SuitePorts(
                7400, 7401, 7402, 7403, 7410, 7420, 7430, 7440, 7450, 7421, 7431, 7441, 7451, 7490, 7491, 7492, 7493,
                7480);
    }

    /** Ports that nobody uses now, for tests. */
    public static SuitePorts free() {
        return free(1).getFirst();
    }

    /** So many sets of ports that nobody uses now, all different. */
    public static List<SuitePorts> free(int sets) {
        Set<Integer> found = new LinkedHashSet<>();
        for (int attempt = 0; found.size() < sets * COUNT; attempt++) {
            if (attempt == ATTEMPTS_MAX) {
                throw new LauncherException(
                        "There are no %d free ports from %d to %d.".formatted(sets * COUNT, FREE_MIN, FREE_MAX));
            }
            int port = ThreadLocalRandom.current().nextInt(FREE_MIN, FREE_MAX);
            if (isFree(port)) {
                found.add(port);
            }
        }
        List<Integer> all = List.copyOf(found);
        return IntStream.range(0, sets)
                .mapToObj(set -> of(all.subList(set * COUNT, (set + 1) * COUNT)))
                .toList();
    }

    private static SuitePorts of(List<Integer> p) {
        return new SuitePorts(
                p.get(0), p.get(1), p.get(2), p.get(3), p.get(4), p.get(5), p.get(6), p.get(7), p.get(8), p.get(9),
                p.get(10), p.get(11), p.get(12), p.get(13), p.get(14), p.get(15), p.get(16), p.get(17));
    }

    /** The same, but for Kafka, PostgreSQL and Redis, which are where the others have them. */
    public SuitePorts withServersOf(SuitePorts others) {
        return new SuitePorts(
                tcp,
                tls,
                webSocket,
                webSocketTls,
                connector,
                message,
                presence,
                history,
                push,
                messageGrpc,
                presenceGrpc,
                historyGrpc,
                pushGrpc,
                others.kafka,
                others.postgres,
                others.redis,
                apns,
                page);
    }

    /** The HTTP port of a service: health, metrics and, where it has it, REST. */
    public int of(Service service) {
        return switch (service) {
            case CONNECTOR -> connector;
            case MESSAGE -> message;
            case PRESENCE -> presence;
            case HISTORY -> history;
            case PUSH -> push;
        };
    }

    /** The gRPC port of a service, if it answers queries. */
    public Optional<Integer> grpcOf(Service service) {
        return switch (service) {
            case CONNECTOR -> Optional.empty();
            case MESSAGE -> Optional.of(messageGrpc);
            case PRESENCE -> Optional.of(presenceGrpc);
            case HISTORY -> Optional.of(historyGrpc);
            case PUSH -> Optional.of(pushGrpc);
        };
    }

    /**
     * Makes sure that all are free.
     *
     * @throws LauncherException naming the first that is not, and how to find who has it
     */
    public void requireFree() {
        for (Entry<String, Integer> port : byName().entrySet()) {
            try {
                bind(port.getValue());
            } catch (IOException e) {
                throw new LauncherException(
                        ("Port %d, wanted for %s, is in use. See who has it with `ss -ltnp 'sport = :%d'`; if it is a suite"
                                        + " that was left behind, run `./hongyan down`.")
                                .formatted(port.getValue(), port.getKey(), port.getValue()),
                        e);
            }
        }
    }

    private Map<String, Integer> byName() {
        Map<String, Integer> names = new LinkedHashMap<>();
        names.put("sockets over TCP", tcp);
        names.put("sockets over TLS", tls);
        names.put("WebSockets", webSocket);
        names.put("WebSockets over TLS", webSocketTls);
        for (Service service : Service.values()) {
            names.put(service.module(), of(service));
            grpcOf(service).ifPresent(port -> names.put(service.module() + "'s gRPC", port));
        }
        names.put("Kafka", kafka);
        names.put("PostgreSQL", postgres);
        names.put("Redis", redis);
        names.put("the APNs mock", apns);
        names.put("the web chat", page);
        return names;
    }

    private static boolean isFree(int port) {
        try {
            bind(port);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static void bind(int port) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true); // connections of the last run may linger in TIME_WAIT
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
    }
}
