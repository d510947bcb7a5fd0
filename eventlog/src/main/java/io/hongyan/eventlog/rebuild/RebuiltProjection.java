package io.hongyan.eventlog.rebuild;

import com.google.protobuf.Parser;
import io.hongyan.eventlog.DecodedBatch;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a projection in PostgreSQL says of itself, so that it can be rebuilt from its topic.
 *
 * @param name what people call it, such as {@code history}: lower-case letters
 * @param schema where its tables are
 * @param positions the table of its {@link io.hongyan.eventlog.Positions}, without the schema. It stays
 * @param rebuilt tables that are a function of the topic: they are rebuilt
 * @param kept tables that are not, each with the reason: they stay. Every table of the database is in one of these
 * @param topic what it is derived from, and all of it: nothing else
 * @param parser reads a record's value, as the live consumer does
 * @param objection says what is wrong with a record, as the live consumer does
 * @param applying applies a batch, by the same code as the live consumer
 */
public record RebuiltProjection<T>(
        String name,
        String schema,
        String positions,
        List<String> rebuilt,
        Map<String, String> kept,
        String topic,
        Parser<T> parser,
        DecodedBatch.Objection<T> objection,
        Applying<T> applying) {

    public RebuiltProjection {
        rebuilt = List.copyOf(rebuilt);
        kept = Map.copyOf(kept);
    }

    /** Applies what of a batch is not applied yet, and moves the position, within a transaction. */
    @FunctionalInterface
    public interface Applying<T> {

        /** In the transaction's tables, wherever they are: the names are those of the live ones. */
        Uni<?> apply(SqlConnection transaction, DecodedBatch<T> batch);
    }

    /** All tables it knows of. */
    List<String> declared() {
        return Stream.of(rebuilt.stream(), kept.keySet().stream(), Stream.of(positions))
                .flatMap(tables -> tables)
                .toList();
    }
}
