package io.hongyan.eventlog.rebuild;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.PreparedQuery;
import io.vertx.mutiny.sqlclient.PreparedStatement;
import io.vertx.mutiny.sqlclient.Query;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.sqlclient.PrepareOptions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A connection on which statements that name the live schema reach the tables beside it: a store's own statements,
 * unchanged, write there. Those that name no schema are led there by the transaction's search path.
 */
final class BesideConnection extends SqlConnection {

    private final Pattern live;
    private final String beside;

    BesideConnection(SqlConnection connection, String liveSchema, String besideSchema) {
        super(connection.getDelegate());
        live = Pattern.compile("\\b" + Pattern.quote(liveSchema) + "\\.");
        beside = Matcher.quoteReplacement(besideSchema + ".");
    }

    @Override
    public Query<RowSet<Row>> query(String sql) {
        return super.query(renamed(sql));
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return super.preparedQuery(renamed(sql));
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
        return super.preparedQuery(renamed(sql), options);
    }

    @Override
    public Uni<PreparedStatement> prepare(String sql) {
        return super.prepare(renamed(sql));
    }

    @Override
    public Uni<PreparedStatement> prepare(String sql, PrepareOptions options) {
        return super.prepare(renamed(sql), options);
    }

    private String renamed(String sql) {
        return live.matcher(sql).replaceAll(beside);
    }
}
