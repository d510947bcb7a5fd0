package io.hongyan.bench;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.HdrHistogram.Histogram;

/** What a load tells: sentences and tables to people, and the same figures as one line of JSON to programs. For one thread. */
public final class Report {

    private static final double NANOS_PER_MILLI = 1e6;

    private final PrintStream out;
    private final Struct.Builder figures = Struct.newBuilder();

    /**
     * Nothing has been told.
     *
     * @param load the load's name
     * @param arguments what it was told
     * @param begun when
     */
    public Report(String load, List<String> arguments, Instant begun, PrintStream out) {
        this.out = out;
        text("load", load);
        text("arguments", String.join(" ", arguments));
        text("begun", begun.toString());
    }

    /** Tells people something. */
    public void say(String sentence) {
        out.println(sentence);
    }

    /** Tells programs a number. The name says its unit, such as {@code …_ms}. What is told several times becomes a list. */
    public void figure(String name, double value) {
        add(name, number(value));
    }

    /** Tells programs latencies that were measured in nanoseconds: in milliseconds, with how many there were. */
    public void latencies(String name, Histogram nanos) {
        add(
                name,
                Struct.newBuilder()
                        .putFields("count", number(nanos.getTotalCount()))
                        .putFields("p50_ms", number(millis(nanos, 50)))
                        .putFields("p99_ms", number(millis(nanos, 99)))
                        .putFields("p99_9_ms", number(millis(nanos, 99.9)))
                        .putFields("max_ms", number(maxMillis(nanos))));
    }

    /** The latency that so many of a hundred do not exceed, in milliseconds, of latencies in nanoseconds. */
    public static double millis(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    /** The longest of them, in milliseconds. */
    public static double maxMillis(Histogram nanos) {
        return nanos.getMaxValue() / NANOS_PER_MILLI;
    }

    /**
     * Tells what each process spent since an earlier moment.
     *
     * @param of what it was spent for, in the singular
     * @param count how many of those there were meanwhile
     * @param time how long it was
     */
    public void costs(Costs before, Costs now, String of, long count, Duration time) {
        say(now.since(before, of, count, time));
        var processes = Struct.newBuilder();
        Costs.spent(before, now)
                .forEach((process, usage) -> processes.putFields(
                        process,
                        Value.newBuilder()
                                .setStructValue(Struct.newBuilder()
                                        .putFields("cpu_ms", number(usage.cpu().toNanos() / NANOS_PER_MILLI))
                                        .putFields("resident_kib", number(usage.residentKilobytes())))
                                .build()));
        add(
                "costs",
                Struct.newBuilder()
                        .putFields("of", Value.newBuilder().setStringValue(of).build())
                        .putFields("count", number(count))
                        .putFields("seconds", number(time.toNanos() / 1e9))
                        .putFields(
                                "processes",
                                Value.newBuilder().setStructValue(processes).build()));
    }

    /** What was told to programs so far. */
    public Struct told() {
        return figures.build();
    }

    /** Tells programs a word. */
    public void word(String name, String value) {
        text(name, value);
    }

    /** Tells programs several figures under one name. */
    public void figures(String name, Struct several) {
        add(name, several.toBuilder());
    }

    /** What was told to programs, as one line. */
    String line() {
        try {
            return JsonFormat.printer().omittingInsignificantWhitespace().print(figures);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A figure is no number: " + figures, e);
        }
    }

    /** Appends that line to a file, and says so. */
    public void append(Path file, int status) {
        figure("status", status);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("The figures cannot be written to " + file, e);
        }
        say("the same as a line of JSON: " + file);
    }

    private void add(String name, Struct.Builder fields) {
        add(name, Value.newBuilder().setStructValue(fields).build());
    }

    private void add(String name, Value value) {
        Value before = figures.getFieldsMap().get(name);
        figures.putFields(name, before == null ? value : both(before, value));
    }

    private static Value both(Value before, Value value) {
        var list = before.hasListValue()
                ? before.getListValue().toBuilder()
                : ListValue.newBuilder().addValues(before);
        return Value.newBuilder().setListValue(list.addValues(value)).build();
    }

    private void text(String name, String value) {
        figures.putFields(name, Value.newBuilder().setStringValue(value).build());
    }

    private static Value number(double value) {
        return Value.newBuilder().setNumberValue(value).build();
    }
}
