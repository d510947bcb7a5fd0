package io.hongyan.eventlog.rebuild;

import io.hongyan.proto.rebuild.v1.DifferenceKind;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compares live tables with those beside them, row by row and byte by byte: walks both in the order of the primary key,
 * so that memory does not grow with the tables.
 */
final class Comparison {

    private static final String KEY = """
            SELECT quote_ident(a.attname) AS name FROM pg_index i
            JOIN unnest(i.indkey::int[]) WITH ORDINALITY AS k (attnum, place) ON true
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
            WHERE i.indrelid = $1::text::regclass AND i.indisprimary ORDER BY k.place
            """;
    // *<> compares the bytes that are stored, not what they mean; generated columns included.
    private static final String DIFFERENCES = """
            SELECT %s AS key, count(*) OVER () AS differing,
                   CASE WHEN live.%s IS NULL THEN 1 WHEN beside.%s IS NULL THEN 2 ELSE 3 END AS kind
            FROM %s AS live FULL JOIN %s AS beside ON %s
            WHERE live.%s IS NULL OR beside.%s IS NULL OR live *<> beside
            ORDER BY %s LIMIT %d
            """;

    private Comparison() {}

    /** Compares all rebuilt tables, as the session's transaction sees them. */
    static List<TableDifferences> of(Session session, RebuiltProjection<?> projection, String beside) {
        return projection.rebuilt().stream()
                .map(table -> compare(session, table, projection.schema() + "." + table, beside + "." + table))
                .toList();
    }

    private static TableDifferences compare(Session session, String table, String live, String beside) {
        List<String> key = session.rows(KEY, live).stream()
                .map(row -> row.getString("name"))
                .toList();
        String first = key.getFirst();
        List<Row> found = session.rows(DIFFERENCES.formatted(
                joined(key, " || ' ' || ", "'%1$s=' || COALESCE(live.%1$s, beside.%1$s)"),
                first,
                first,
                live,
                beside,
                joined(key, " AND ", "live.%1$s = beside.%1$s"),
                first,
                first,
                joined(key, ", ", "COALESCE(live.%1$s, beside.%1$s)"),
                TableDifferences.FIRST_MAX));
        long rows = session.rows("SELECT count(*) FROM " + beside).getFirst().getLong(0);
        long differing = found.isEmpty() ? 0 : found.getFirst().getLong("differing");
        return new TableDifferences(
                table,
                rows,
                differing,
                found.stream()
                        .map(row -> new TableDifferences.Row(row.getString("key"), kind(row.getInteger("kind"))))
                        .toList());
    }

    private static DifferenceKind kind(int number) {
        DifferenceKind kind = DifferenceKind.forNumber(number);
        return kind == null ? DifferenceKind.DIFFERENCE_KIND_UNSPECIFIED : kind;
    }

    private static String joined(List<String> key, String between, String column) {
        return key.stream().map(column::formatted).collect(Collectors.joining(between));
    }
}
