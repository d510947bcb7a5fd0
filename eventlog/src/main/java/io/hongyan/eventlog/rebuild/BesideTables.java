package io.hongyan.eventlog.rebuild;

import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tables like the live ones, in a schema of their own beside them, which can take their place: same columns, defaults,
 * constraints, indexes with their names, partitions, storage settings and grants, whatever migrations have made of the
 * live ones.
 */
final class BesideTables {

    private static final String TABLES = """
            SELECT c.oid::bigint AS oid, c.relname::text AS name, p.relname::text AS parent,
                   pg_get_partkeydef(c.oid) AS partitioned_by, pg_get_expr(c.relpartbound, c.oid) AS bound,
                   array_to_string(c.reloptions, ', ') AS options
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
            LEFT JOIN pg_class p ON p.oid = i.inhparent
            WHERE n.nspname = $1 AND c.relkind IN ('r', 'p') AND COALESCE(p.relname, c.relname) = ANY($2::text[])
            ORDER BY p.relname NULLS FIRST, c.relname
            """;
    // What stands for itself, and would silently stay with the old tables.
    private static final String NOT_CARRIED = """
            SELECT 'the foreign key ' || conname AS what FROM pg_constraint
            WHERE contype = 'f' AND (conrelid = ANY($1::bigint[]) OR confrelid = ANY($1::bigint[]))
            UNION ALL
            SELECT 'the trigger ' || tgname FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = ANY($1::bigint[])
            UNION ALL
            SELECT 'the policy ' || polname FROM pg_policy WHERE polrelid = ANY($1::bigint[])
            """;
    private static final String CONSTRAINTS = """
            SELECT quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
            WHERE conrelid = $1::bigint AND contype IN ('p', 'u', 'x') ORDER BY contype, conname
            """;
    private static final String INDEXES = """
            SELECT regexp_replace(pg_get_indexdef(i.indexrelid), ' ON (ONLY )?[^ ]+ USING ',
                                  ' ON ' || $2::text || ' USING ') AS definition
            FROM pg_index i WHERE i.indrelid = $1::bigint AND NOT EXISTS (
                SELECT FROM pg_constraint WHERE conindid = i.indexrelid AND contype IN ('p', 'u', 'x'))
            """;
    private static final String GRANTS = """
            SELECT format('GRANT %s ON %s TO %s', g.privilege_type, $2::text,
                          CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END) AS granting
            FROM pg_class c, aclexplode(c.relacl) g WHERE c.oid = $1::bigint AND g.grantee <> c.relowner
            """;
    private static final String VIEWS = """
            SELECT DISTINCT format('%I.%I', n.nspname, v.relname) AS name, pg_get_viewdef(v.oid) AS definition
            FROM pg_depend d
            JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
            JOIN pg_class v ON v.oid = r.ev_class
            JOIN pg_namespace n ON n.oid = v.relnamespace
            WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = ANY($1::bigint[]) AND v.oid <> ALL($1::bigint[])
            """;

    private final String live;
    private final String name;
    private final List<Table> tables;

    private record Table(
            long oid,
            String name,
            @Nullable String parent,
            @Nullable String partitionedBy,
            @Nullable String bound,
            @Nullable String options) {}

    private BesideTables(String live, String name, List<Table> tables) {
        this.live = live;
        this.name = name;
        this.tables = tables;
    }

    /**
     * Makes empty ones: of the rebuilt tables and of that of the positions.
     *
     * @throws RebuildException if the live ones have something that cannot be carried over
     */
    static BesideTables create(Session session, RebuiltProjection<?> projection) {
        List<String> wanted = new ArrayList<>(projection.rebuilt());
        wanted.add(projection.positions());
        List<Table> tables = session.rows(TABLES, projection.schema(), wanted.toArray(String[]::new)).stream()
                .map(BesideTables::table)
                .toList();
        List<Row> notCarried = session.rows(NOT_CARRIED, (Object) oids(tables));
        if (!notCarried.isEmpty()) {
            throw new RebuildException(
                    RebuildException.Cause.IMPOSSIBLE,
                    "A rebuild cannot carry over " + notCarried.getFirst().getString("what") + ".");
        }
        // A name of its own each time: nothing of an earlier rebuild that was cut off can write into it.
        String name = prefix(projection) + UUID.randomUUID().toString().substring(0, 8);
        var beside = new BesideTables(projection.schema(), name, tables);
        session.inTransaction(() -> {
            session.run("CREATE SCHEMA " + name);
            tables.forEach(table -> beside.create(session, table));
        });
        return beside;
    }

    /** Removes what earlier rebuilds, or this one, have left. */
    static void clean(Session session, RebuiltProjection<?> projection) {
        session.rows("SELECT nspname::text FROM pg_namespace WHERE starts_with(nspname, $1)", prefix(projection))
                .forEach(left -> session.run("DROP SCHEMA IF EXISTS " + left.getString(0) + " CASCADE"));
    }

    private static String prefix(RebuiltProjection<?> projection) {
        return "rebuild_" + projection.name() + "_";
    }

    /** The schema they are in. */
    String schema() {
        return name;
    }

    private void create(Session session, Table table) {
        String beside = name + "." + table.name();
        session.run("CREATE TABLE %s (LIKE %s.%s INCLUDING ALL EXCLUDING INDEXES)%s"
                .formatted(
                        beside,
                        live,
                        table.name(),
                        table.partitionedBy() == null ? "" : " PARTITION BY " + table.partitionedBy()));
        if (table.options() != null) {
            session.run("ALTER TABLE %s SET (%s)".formatted(beside, table.options()));
        }
        session.rows(CONSTRAINTS, table.oid())
                .forEach(row -> session.run("ALTER TABLE %s ADD CONSTRAINT %s %s"
                        .formatted(beside, row.getString("name"), row.getString("definition"))));
        session.rows(INDEXES, table.oid(), beside).forEach(row -> session.run(row.getString("definition")));
        session.rows(GRANTS, table.oid(), beside).forEach(row -> session.run(row.getString("granting")));
        if (table.parent() != null) {
            session.run(
                    "ALTER TABLE %s.%s ATTACH PARTITION %s %s".formatted(name, table.parent(), beside, table.bound()));
        }
    }

    /** Lets the planner know what is in them. */
    void analyze(Session session) {
        tables.forEach(table -> session.run("ANALYZE " + name + "." + table.name()));
    }

    /**
     * Within a transaction: puts them in the place of the live ones, all but the positions, which stay; and makes views
     * look at them. The old ones go when {@link #clean} is called.
     *
     * @param projection whose they are
     */
    void takePlace(Session session, RebuiltProjection<?> projection) {
        List<Table> moved = tables.stream()
                .filter(table -> !table.name().equals(projection.positions()))
                .toList();
        // With an empty path, definitions name every table with its schema.
        session.run("SET LOCAL search_path = ''");
        List<Row> views = session.rows(VIEWS, (Object) oids(moved));
        List<String> locked = new ArrayList<>();
        views.forEach(view -> locked.add(view.getString("name"))); // first: whoever reads them locks in this order
        moved.forEach(table -> locked.add(live + "." + table.name()));
        session.run("LOCK TABLE " + String.join(", ", locked) + " IN ACCESS EXCLUSIVE MODE");
        String old = name + "_old";
        session.run("CREATE SCHEMA " + old);
        for (Table table : moved) {
            session.run("ALTER TABLE %s.%s SET SCHEMA %s".formatted(live, table.name(), old));
            session.run("ALTER TABLE %s.%s SET SCHEMA %s".formatted(name, table.name(), live));
        }
        views.forEach(view -> session.run(
                "CREATE OR REPLACE VIEW %s AS %s".formatted(view.getString("name"), view.getString("definition"))));
    }

    private static Long[] oids(List<Table> tables) {
        return tables.stream().map(Table::oid).toArray(Long[]::new);
    }

    private static Table table(Row row) {
        return new Table(
                row.getLong("oid"),
                row.getString("name"),
                row.getString("parent"),
                row.getString("partitioned_by"),
                row.getString("bound"),
                row.getString("options"));
    }
}
