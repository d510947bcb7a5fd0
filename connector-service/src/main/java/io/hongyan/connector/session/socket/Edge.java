package io.hongyan.connector.session.socket;

import io.hongyan.connector.session.LimitsConfig;
import io.hongyan.connector.session.SessionRegistry;
import io.hongyan.connector.session.Suite;
import io.hongyan.connector.session.Terms;
import io.hongyan.connector.session.Users;
import io.hongyan.proto.client.v1.Limits;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What all sockets of this connector share. */
final class Edge {

    private final Suite suite;
    private final SessionRegistry registry;
    private final Users users;
    private final LimitsConfig limits;
    private final Terms terms;
    private final SocketMetrics metrics;
    private final Gate gate;
    private final InstantSource clock;
    private final Set<SocketSession> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean draining;

    Edge(
            Suite suite,
            SessionRegistry registry,
            LimitsConfig limits,
            Terms terms,
            SocketMetrics metrics,
            Gate gate,
            InstantSource clock) {
        this.suite = suite;
        this.registry = registry;
        this.users = new Users(limits);
        this.limits = limits;
        this.terms = terms;
        this.metrics = metrics;
        this.gate = gate;
        this.clock = clock;
    }

    Suite suite() {
        return suite;
    }

    SessionRegistry registry() {
        return registry;
    }

    Users users() {
        return users;
    }

    LimitsConfig limits() {
        return limits;
    }

    Terms terms() {
        return terms;
    }

    SocketMetrics metrics() {
        return metrics;
    }

    Gate gate() {
        return gate;
    }

    /** For all that lasts: it never jumps. */
    InstantSource clock() {
        return clock;
    }

    /** Every open socket, logged in or not, those that are being closed included. */
    Set<SocketSession> sockets() {
        return sockets;
    }

    /** Whether this connector is about to leave. */
    boolean draining() {
        return draining;
    }

    void drain() {
        draining = true;
    }

    /** What Welcome tells of the limits. */
    Limits limitsTold() {
        return Limits.newBuilder()
                .setFrameBytesMax(limits.frameBytesMax())
                .setContentBytesMax(limits.contentBytesMax())
                .setFramesPerSecond(limits.framesPerSecond())
                .setFramesBurst(limits.framesBurst())
                .setGroupMembersMax(limits.groupMembersMax())
                .build();
    }
}
