package io.hongyan.launcher.process;

import io.hongyan.launcher.LauncherException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;

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
        int apns) {

    private static final int COUNT = 17;

    /** The ports of {@code ./hongyan up}, the same every time. */
    public static SuitePorts development() {
        return new SuitePorts(
                7400, 7401, 7402, 7403, 7410, 7420, 7430, 7440, 7450, 7421, 7431, 7441, 7451, 7490, 7491, 7492, 7493);
    }

    /** Ports that nobody uses now, for tests. */
    public static SuitePorts free() {
        List<ServerSocket> taken = new ArrayList<>();
        try {
            for (int i = 0; i < COUNT; i++) {
                taken.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            int[] p = taken.stream().mapToInt(ServerSocket::getLocalPort).toArray();
            return new SuitePorts(
                    p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8], p[9], p[10], p[11], p[12], p[13], p[14],
                    p[15], p[16]);
        } catch (IOException e) {
            throw new LauncherException("There are no free ports: " + e.getMessage(), e);
        } finally {
            taken.forEach(SuitePorts::close);
        }
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
            try (var socket = new ServerSocket()) {
                socket.setReuseAddress(true); // connections of the last run may linger in TIME_WAIT
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.getValue()));
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
        return names;
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new LauncherException("A port cannot be given back: " + e.getMessage(), e);
        }
    }
}
