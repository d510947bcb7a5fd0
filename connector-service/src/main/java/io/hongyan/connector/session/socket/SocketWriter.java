package io.hongyan.connector.session.socket;

import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_SLOW_READER;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.connector.frame.SharedFrame;
import io.hongyan.connector.session.Errors;
import io.hongyan.connector.session.Outbox;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What goes out on one socket: frames queue from any thread, and the event loop writes as many as the socket takes, with
 * one flush for all that have come together.
 */
final class SocketWriter {

    private static final Logger LOG = Logger.getLogger(SocketWriter.class);

    private final Edge edge;
    private final Transport transport;
    private final SocketSession session;
    private final Outbox outbox;
    private volatile boolean closed; // nothing is kept for a connection that is over
    private volatile boolean overflowed; // asking once to be closed is enough

    SocketWriter(Edge edge, Transport transport, SocketSession session) {
        this.edge = edge;
        this.transport = transport;
        this.session = session;
        this.outbox = new Outbox(edge.limits().queueFramesMax(), edge.limits().queueBytesMax());
    }

    /** Queues a frame; if there is no room, drops it or has the session closed. Any thread. */
    void send(SharedFrame frame, boolean ephemeral) {
        if (closed) {
            return;
        }
        switch (outbox.add(frame)) {
            case COLLECT -> session.run(this::collect);
            case WAITS -> {}
            case FULL -> {
                if (ephemeral) {
                    edge.metrics().dropped();
                } else if (!overflowed) {
                    overflowed = true;
                    session.close(Errors.of(ERROR_CODE_SLOW_READER, "too much waits to be read", 1_000));
                }
            }
        }
    }

    /** Writes a frame before all that wait, and from now on whatever comes. */
    void open(SharedFrame first) {
        outbox.open(first);
        collect();
    }

    /** Takes no more frames. */
    void close() {
        closed = true;
    }

    /** Forgets what waits. */
    void forget() {
        outbox.clear();
    }

    /** Writes what waits, if it ever was opened, then a last frame, and says that nothing will follow. */
    void end(@Nullable SharedFrame last) {
        if (!outbox.opened()) {
            outbox.clear();
        }
        for (SharedFrame next = outbox.next(); next != null; next = outbox.next()) {
            write(next);
        }
        if (last != null) {
            write(last);
        }
        transport.flush();
        transport.farewell();
        transport.discard(edge.limits().discardedBytesMax());
    }

    private void collect() {
        while (!closed && transport.writable()) {
            SharedFrame next = outbox.next();
            if (next == null) {
                transport.flush();
                return;
            }
            write(next);
        }
        transport.flush();
        if (!closed) {
            transport.whenWritten(this::collect);
        }
    }

    private void write(SharedFrame frame) {
        try {
            transport.write(frame);
            edge.metrics().sent(transport.kind(), frame.bytes());
        } catch (InvalidProtocolBufferException e) {
            LOG.errorf(e, "Frame cannot be written as JSON: bytes=%d", frame.bytes());
        }
    }
}
