package io.hongyan.bench.run;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * The figures of one scenario that two servers have in common, side by side. What was told several times counts with its last value.
 *
 * @param ours the suite's name
 * @param theirs the peer's
 */
record Comparison(String ours, String theirs, List<Row> rows) {

    private static final Set<String> NO_FIGURES = Set.of("status");
    private static final String LOAD = "load";
    private static final double KIB_PER_MIB = 1024;

    /**
     * One figure of both.
     *
     * @param name with its unit last, and a dot before each part of it
     * @param ours the suite's
     * @param theirs the peer's
     */
    record Row(String name, OptionalDouble ours, OptionalDouble theirs) {

        /** How many times the suite's the peer's is; empty where one of them is nothing. */
        OptionalDouble ratio() {
            return ours.orElse(0) == 0 || theirs.orElse(0) == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(theirs.getAsDouble() / ours.getAsDouble());
        }
    }

    /** Of what two runs told programs. */
    static Comparison of(String ours, Struct our, String theirs, Struct their) {
        List<Row> rows = new ArrayList<>();
        List<Row> costs = List.of(); // the longest part comes last
        for (String name : new TreeSet<>(our.getFieldsMap().keySet())) {
            Optional<Value> left = last(our, name);
            Optional<Value> right = last(their, name);
            if (NO_FIGURES.contains(name) || left.isEmpty() || right.isEmpty()) {
                continue;
            }
            if (name.equals("costs")) {
                costs = costs(left.get().getStructValue(), right.get().getStructValue());
            } else {
                rows.addAll(figure(name, left.get(), right.get()));
            }
        }
        rows.addAll(costs);
        return new Comparison(ours, theirs, rows);
    }

    private static Optional<Value> last(Struct of, String name) {
        return Optional.ofNullable(of.getFieldsMap().get(name))
                .map(value -> value.hasListValue()
                        ? value.getListValue().getValuesList().getLast()
                        : value);
    }

    private static List<Row> figure(String name, Value left, Value right) {
        if (left.hasNumberValue() && right.hasNumberValue()) {
            return List.of(row(name, left.getNumberValue(), right.getNumberValue()));
        }
        if (left.hasStructValue() && right.hasStructValue()) {
            return List.of("p50_ms", "p99_ms", "p99_9_ms", "max_ms").stream()
                    .filter(part -> left.getStructValue().containsFields(part))
                    .map(part -> row(
                            name + "." + part,
                            number(left.getStructValue(), part),
                            number(right.getStructValue(), part)))
                    .toList();
        }
        return List.of();
    }

    /** CPU for each of what was counted, of all processes; then the memory of all, and of each by name. */
    private static List<Row> costs(Struct left, Struct right) {
        List<Row> rows = new ArrayList<>();
        String of = left.getFieldsOrThrow("of").getStringValue();
        rows.add(row("cpu_ms_per_" + of, each(left), each(right)));
        rows.add(row("resident_mib.all", resident(left), resident(right)));
        Set<String> names = new TreeSet<>(processes(left).keySet());
        names.addAll(processes(right).keySet());
        for (String name : names) {
            rows.add(new Row("cpu_ms_per_%s.%s".formatted(of, name), each(left, name), each(right, name)));
            rows.add(new Row("resident_mib." + name, mib(left, name), mib(right, name)));
        }
        return rows;
    }

    private static double each(Struct costs) {
        return processes(costs).entrySet().stream()
                .filter(process -> !process.getKey().equals(LOAD))
                .mapToDouble(process -> each(costs, process.getKey()).orElse(0))
                .sum();
    }

    private static OptionalDouble each(Struct costs, String process) {
        double count = Math.max(1, number(costs, "count"));
        return of(costs, process, "cpu_ms").stream().map(cpu -> cpu / count).findFirst();
    }

    private static double resident(Struct costs) {
        return processes(costs).keySet().stream()
                .filter(process -> !process.equals(LOAD))
                .mapToDouble(process -> mib(costs, process).orElse(0))
                .sum();
    }

    private static OptionalDouble mib(Struct costs, String process) {
        return of(costs, process, "resident_kib").stream()
                .map(kib -> kib / KIB_PER_MIB)
                .findFirst();
    }

    private static OptionalDouble of(Struct costs, String process, String figure) {
        Value spent = processes(costs).get(process);
        return spent == null ? OptionalDouble.empty() : OptionalDouble.of(number(spent.getStructValue(), figure));
    }

    private static Map<String, Value> processes(Struct costs) {
        return costs.getFieldsOrThrow("processes").getStructValue().getFieldsMap();
    }

    private static double number(Struct of, String name) {
        return of.getFieldsOrThrow(name).getNumberValue();
    }

    private static Row row(String name, double ours, double theirs) {
        return new Row(name, OptionalDouble.of(ours), OptionalDouble.of(theirs));
    }

    /** For people: a line for each figure. */
    String table() {
        var table = new StringJoiner("\n");
        table.add("%-44s %12s %12s %12s".formatted("", ours, theirs, theirs + "/" + ours));
        for (Row row : rows) {
            table.add("%-44s %12s %12s %12s"
                    .formatted(label(row.name()), text(row.ours()), text(row.theirs()), text(row.ratio())));
        }
        return table.toString();
    }

    private static String label(String name) {
        return name.replace(".", ", ").replace("p99_9", "p99.9").replace('_', ' ');
    }

    private static String text(OptionalDouble value) {
        if (value.isEmpty()) {
            return "-";
        }
        double number = value.getAsDouble();
        return number == Math.rint(number) ? "%.0f".formatted(number) : "%.3f".formatted(number);
    }

    /** For programs: the peer's figure as a multiple of the suite's, by name. */
    Struct ratios() {
        var ratios = Struct.newBuilder();
        for (Row row : rows) {
            row.ratio()
                    .ifPresent(ratio -> ratios.putFields(
                            row.name(), Value.newBuilder().setNumberValue(ratio).build()));
        }
        return ratios.build();
    }
}
