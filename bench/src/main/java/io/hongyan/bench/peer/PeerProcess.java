package io.hongyan.bench.peer;

import io.hongyan.launcher.LauncherException;
import io.hongyan.launcher.process.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A peer's server, as a child of this program that stays in the foreground. */
public final class PeerProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration END_WITHIN = Duration.ofSeconds(10);
    private static final int CONNECT_MILLIS_MAX = 500;
    private static final int LAST_LINES = 15;

    private final ChildProcess process;
    private final ProcessHandle handle;

    private PeerProcess(ChildProcess process) {
        this.process = process;
        this.handle = ProcessHandle.of(process.pid())
                .orElseThrow(() -> new LauncherException("%s ended at once. Its last lines:%n%s"
                        .formatted(process.name(), process.lastLines(LAST_LINES))));
    }

    /**
     * Starts it, and returns when it accepts connections.
     *
     * @param environment variables beside those that it inherits
     * @throws LauncherException if it does not within a minute, with its last words
     */
    public static PeerProcess start(
            String name, List<String> command, Map<String, String> environment, PeerFolder folder) {
        var peer = new PeerProcess(ChildProcess.start(name, command, environment, folder.layout()));
        try {
            peer.awaitReady(folder.port());
        } catch (LauncherException e) {
            peer.close();
            throw e;
        }
        return peer;
    }

    private void awaitReady(int port) {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!accepts(port)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new LauncherException("%s %s. Its last lines:%n%s%nAll: %s"
                        .formatted(
                                process.name(),
                                process.isAlive() ? "does not listen after a minute" : "ended instead of listening",
                                process.lastLines(LAST_LINES),
                                process.log()));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS_MAX);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The process itself; others may be its children. */
    public ProcessHandle handle() {
        return handle;
    }

    /** Asks it to end, and insists after ten seconds; returns when what it started has ended too. */
    @Override
    public void close() {
        List<ProcessHandle> started = handle.descendants().toList();
        process.stop(END_WITHIN, () -> false);
        started.forEach(ProcessHandle::destroyForcibly);
        started.forEach(child -> child.onExit()
                .completeOnTimeout(child, END_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .join());
    }
}
