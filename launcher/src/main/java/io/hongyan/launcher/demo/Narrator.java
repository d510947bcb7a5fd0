package io.hongyan.launcher.demo;

import static java.util.Objects.requireNonNullElse;

import java.io.PrintStream;
import java.time.Duration;

/** Tells the story with the time since it began, and keeps count of what turned out not to be true. */
final class Narrator {

    /** A part of the story that is true if it returns; its sentence may tell more than was known before. */
    @FunctionalInterface
    interface Telling {
        String tell() throws Exception;
    }

    private final PrintStream out;
    private final long began = System.nanoTime();
    private final Duration timeMax;
    private int told;
    private int untrue;

    Narrator(PrintStream out, Duration timeMax) {
        this.out = out;
        this.timeMax = timeMax;
    }

    /** A headline. */
    void chapter(String title) {
        out.printf("%n  %s%n", title);
    }

    /** Tells what should happen, and whether it did. */
    void step(String sentence, Telling telling) {
        told++;
        try {
            if (left().isNegative()) {
                throw new UntrueException("the demo's time of %d s is over".formatted(timeMax.toSeconds()));
            }
            String more = telling.tell();
            line("✔", more.isEmpty() ? sentence : sentence + ": " + more);
        } catch (Exception e) {
            untrue++;
            Throwable cause = requireNonNullElse(e.getCause(), e);
            line("✘", sentence + " — " + requireNonNullElse(cause.getMessage(), cause.toString()));
        }
    }

    private void line(String mark, String sentence) {
        out.printf("  %7.3f s  %s %s%n", (System.nanoTime() - began) / 1e9, mark, sentence);
    }

    /** How much time the story still has. */
    Duration left() {
        return timeMax.minusNanos(System.nanoTime() - began);
    }

    /** The last words; true if everything held. */
    boolean end() {
        out.println();
        line(untrue == 0 ? "✔" : "✘", "%d of %d steps held".formatted(told - untrue, told));
        return untrue == 0;
    }
}
