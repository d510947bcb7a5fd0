package io.hongyan.launcher.rebuild;

import io.hongyan.proto.rebuild.v1.DifferenceKind;
import io.hongyan.proto.rebuild.v1.Phase;
import io.hongyan.proto.rebuild.v1.RowDifference;
import io.hongyan.proto.rebuild.v1.StartResponse;
import io.hongyan.proto.rebuild.v1.TableComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A rebuild's answers as lines. */
final class Report {

    private Report() {}

    /** How far it has come. */
    static String progress(StartResponse answer) {
        return switch (answer.getPhase()) {
            case PHASE_READING ->
                "  reading    %s of %s offsets"
                        .formatted(count(answer.getOffsetsRead()), count(answer.getOffsetsTotal()));
            case PHASE_SWAPPING -> "  catching up while writers wait";
            case PHASE_COMPARING -> "  comparing";
            case PHASE_DONE -> "  read       %s offsets".formatted(count(answer.getOffsetsRead()));
            case PHASE_UNSPECIFIED, UNRECOGNIZED -> "  …";
        };
    }

    /** What came of it. */
    static List<String> outcome(String projection, StartResponse answer) {
        List<String> lines = new ArrayList<>();
        if (answer.getRecordsPoison() > 0) {
            lines.add("  passed over %s records that make no sense; the dead letters have them"
                    .formatted(count(answer.getRecordsPoison())));
        }
        answer.getTablesList().forEach(table -> describe(table, lines));
        if (answer.getTablesCount() == 0) {
            lines.add("  ✔ %s is the rebuilt one now".formatted(projection));
        } else if (isSame(answer)) {
            lines.add("  ✔ %s is what the log makes of it".formatted(projection));
        } else {
            lines.add(
                    "  ✘ %1$s is not what the log makes of it; ./hongyan rebuild %1$s mends it".formatted(projection));
        }
        return lines;
    }

    /** Whether the rebuild has ended, and found no difference if it was to compare. */
    static boolean isSame(StartResponse answer) {
        return answer.getPhase() == Phase.PHASE_DONE
                && answer.getTablesList().stream().allMatch(table -> table.getRowsDiffering() == 0);
    }

    private static void describe(TableComparison table, List<String> lines) {
        lines.add("  %-16s %s rows, %s"
                .formatted(
                        table.getTable(),
                        count(table.getRows()),
                        table.getRowsDiffering() == 0 ? "no difference" : count(table.getRowsDiffering()) + " differ"));
        table.getFirstList().forEach(row -> lines.add("      %s: %s".formatted(row.getKey(), words(row))));
        if (table.getRowsDiffering() > table.getFirstCount()) {
            lines.add("      and %s more".formatted(count(table.getRowsDiffering() - table.getFirstCount())));
        }
    }

    private static String words(RowDifference row) {
        return switch (row.getKind()) {
            case DIFFERENCE_KIND_MISSING -> "the live one lacks it";
            case DIFFERENCE_KIND_EXTRA -> "only the live one has it";
            case DIFFERENCE_KIND_DIFFERENT -> "not the same";
            case DIFFERENCE_KIND_UNSPECIFIED, UNRECOGNIZED -> DifferenceKind.DIFFERENCE_KIND_UNSPECIFIED.name();
        };
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
