package io.hongyan.bench.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * Stacks of one recording, each with what it weighs.
 *
 * @param cpu samples of threads that ran Java, by stack
 * @param allocation bytes, estimated from samples, by stack
 */
record Stacks(Map<String, Long> cpu, Map<String, Long> allocation) {

    private static final String CPU = "jdk.ExecutionSample";
    private static final String ALLOCATION = "jdk.ObjectAllocationSample";

    /** Of a recording's file. */
    static Stacks read(Path recording) throws IOException {
        var stacks = new Stacks(new HashMap<>(), new HashMap<>());
        try (var file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                stacks.add(file.readEvent());
            }
        }
        return stacks;
    }

    private void add(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case CPU -> cpu.merge(collapsed(event.getStackTrace()), 1L, Long::sum);
            case ALLOCATION -> allocation.merge(collapsed(event.getStackTrace()), event.getLong("weight"), Long::sum);
            default -> {}
        }
    }

    /** Outermost first, with semicolons, as makers of flame graphs want it. */
    private static String collapsed(@Nullable RecordedStackTrace trace) {
        if (trace == null) {
            return "(no stack)";
        }
        List<String> frames = new ArrayList<>();
        for (RecordedFrame frame : trace.getFrames().reversed()) {
            RecordedMethod method = frame.getMethod();
            frames.add(method.getType().getName() + "." + method.getName());
        }
        return String.join(";", frames);
    }

    /** A line for each stack: the stack, a space and its weight. The heaviest come first. */
    static String lines(Map<String, Long> stacks) {
        return sorted(stacks).stream()
                .map(stack -> stack.getKey() + " " + stack.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /**
     * Where most of the weight is, by the innermost method: a share in percent and the method.
     *
     * @param count how many at most
     */
    static List<String> top(Map<String, Long> stacks, int count) {
        Map<String, Long> methods = new HashMap<>();
        stacks.forEach(
                (stack, weight) -> methods.merge(stack.substring(stack.lastIndexOf(';') + 1), weight, Long::sum));
        long all =
                Math.max(1, methods.values().stream().mapToLong(Long::longValue).sum());
        return sorted(methods).stream()
                .limit(count)
                .map(method -> "%5.1f %%  %s".formatted(100.0 * method.getValue() / all, method.getKey()))
                .toList();
    }

    private static List<Map.Entry<String, Long>> sorted(Map<String, Long> weights) {
        return weights.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }
}
