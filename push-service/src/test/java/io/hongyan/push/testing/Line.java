package io.hongyan.push.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The network between a client and a server on this machine: it can be cut, or swallow what the server says. */
public final class Line implements AutoCloseable {

    private final ServerSocket listening;
    private final int to;
    private final Queue<Socket> ends = new ConcurrentLinkedQueue<>();
    private volatile boolean swallowing;
    private volatile boolean swallowed;

    private Line(ServerSocket listening, int to) {
        this.listening = listening;
        this.to = to;
    }

    /** To a port; whoever connects to {@link #port} gets there. */
    public static Line to(int port) {
        Line line = closed(port);
        line.open();
        return line;
    }

    /** One that lets nothing through yet: whoever connects waits. */
    public static Line closed(int port) {
        try {
            return new Line(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets everything through from now on. */
    public void open() {
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Nothing that the server says from now on arrives. */
    public void swallow() {
        swallowing = true;
    }

    /** Whether the server has said something that did not arrive. */
    public boolean hasSwallowed() {
        return swallowed;
    }

    /** All connections break. New ones are made, and work. */
    public void cut() {
        swallowing = false;
        swallowed = false;
        for (Socket end = ends.poll(); end != null; end = ends.poll()) {
            close(end);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    private void accept() {
        while (true) {
            Socket client;
            try {
                client = listening.accept();
            } catch (IOException e) {
                return; // closed
            }
            try {
                var server = new Socket(InetAddress.getLoopbackAddress(), to);
                ends.add(client);
                ends.add(server);
                Thread.ofVirtual().start(() -> pass(client, server, false));
                Thread.ofVirtual().start(() -> pass(server, client, true));
            } catch (IOException e) {
                close(client); // nobody listens there
            }
        }
    }

    private void pass(Socket from, Socket into, boolean saidByServer) {
        byte[] bytes = new byte[8192];
        try (InputStream in = from.getInputStream()) {
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (saidByServer && swallowing) {
                    swallowed = true;
                } else {
                    into.getOutputStream().write(bytes, 0, read);
                }
            }
        } catch (IOException e) {
            // cut
        }
        close(into);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
