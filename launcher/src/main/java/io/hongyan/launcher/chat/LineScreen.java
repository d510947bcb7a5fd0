package io.hongyan.launcher.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** For scripts and pipes: lines in, lines out. */
final class LineScreen implements Screen {

    private final BufferedReader in;
    private final PrintStream out;
    private volatile boolean stopped;

    LineScreen(BufferedReader in, PrintStream out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public void print(String line) {
        out.println(line);
    }

    @Override
    public void note(String line) {
        out.println(line);
    }

    @Override
    public void prompt(String text) {}

    @Override
    public void read(Consumer<String> line, Runnable typing) {
        try {
            String next = in.readLine();
            while (next != null && !stopped) {
                line.accept(next);
                next = stopped ? null : in.readLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The input cannot be read.", e);
        }
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public void close() {
        out.flush();
    }
}
