package io.hongyan.eventlog.rebuild;

import java.util.List;

/** Sees to it that no table of a database is forgotten: each is said to be rebuilt, or to be kept. */
final class DeclaredTables {

    private static final String MISSING = """
            SELECT (n.nspname || '.' || c.relname)::text AS name FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'm') AND NOT c.relispartition
              AND n.nspname <> 'information_schema' AND NOT starts_with(n.nspname, 'pg_')
              AND NOT starts_with(n.nspname, 'rebuild_') AND c.relname <> 'flyway_schema_history'
              AND NOT (n.nspname = $1 AND c.relname = ANY($2::text[]))
            ORDER BY name
            """;

    private DeclaredTables() {}

    /** The names of those that a projection does not declare. */
    static List<String> missing(Session session, RebuiltProjection<?> projection) {
        return session.rows(MISSING, projection.schema(), projection.declared().toArray(String[]::new)).stream()
                .map(row -> row.getString("name"))
                .toList();
    }

    /**
     * Makes sure that there are none.
     *
     * @throws RebuildException if there are
     */
    static void requireAll(Session session, RebuiltProjection<?> projection) {
        List<String> missing = missing(session, projection);
        if (!missing.isEmpty()) {
            throw new RebuildException(
                    RebuildException.Cause.IMPOSSIBLE,
                    "Nobody has said whether these tables are rebuilt or kept: " + String.join(", ", missing));
        }
    }
}
