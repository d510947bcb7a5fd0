package io.hongyan.history.archive.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the parts of the archive's tables one by one. A statement on a whole table opens and locks all its parts and their indexes for
 * what is in one of them, which cost most of a question (docs/adr/0014). Should PostgreSQL not lay rows where {@link HashPartition}
 * looks for them, the whole tables are asked: slower, and as right.
 */
final class Parts {

    /** As many as the schema makes of each table. */
    private static final int COUNT = 16;

    /** What the names of whole tables end with. */
    private static final String WHOLE = "";

    private static final int SAMPLES = 64;
    private static final Logger LOG = Logger.getLogger(Parts.class);

    private static final String AGREES = """
            SELECT bool_and(satisfies_hash_partition('events'::regclass, $1, part, id)) AS agrees
            FROM unnest($2::int[], $3::text[]) AS sample (part, id)""";

    private final Pool pool;
    private final ToIntFunction<String> partOf;
    private volatile @Nullable Boolean agreed; // not known until PostgreSQL has said so

    /** The archive's, which lie by PostgreSQL's rule. */
    Parts(Pool pool) {
        this(pool, id -> HashPartition.of(id, COUNT));
    }

    Parts(Pool pool, ToIntFunction<String> partOf) {
        this.pool = pool;
        this.partOf = partOf;
    }

    /** A statement with its text for the whole tables and for each part, made once. */
    static final class Statement {

        private final Map<String, String> texts = new HashMap<>();

        /**
         * Makes it.
         *
         * @param template a format of what the tables' names end with
         */
        Statement(String template) {
            texts.put(WHOLE, template.formatted(WHOLE));
            for (int part = 0; part < COUNT; part++) {
                texts.put(suffix(part), template.formatted(suffix(part)));
            }
        }

        /** Its text for tables whose names end with this. */
        String on(String suffix) {
            return Objects.requireNonNull(texts.get(suffix));
        }
    }

    private static String suffix(int part) {
        return "_" + part;
    }

    /** A question about some conversations to tables whose names end with something. Its answer has one for each, in order. */
    interface Question<T> {
        Uni<List<T>> ask(SqlClient client, String suffix, List<Integer> places);
    }

    /**
     * Asks about conversations, each where it lies.
     *
     * @return an answer for each, in the order given
     */
    <T> Uni<List<T>> ask(List<String> conversationIds, Question<T> question) {
        Boolean known = agreed;
        return (known == null ? agrees() : Uni.createFrom().item(known)).chain(direct -> {
            if (!direct) {
                List<Integer> all =
                        IntStream.range(0, conversationIds.size()).boxed().toList();
                return question.ask(pool, WHOLE, all);
            }
            Map<Integer, List<Integer>> byPart = new LinkedHashMap<>();
            for (int place = 0; place < conversationIds.size(); place++) {
                byPart.computeIfAbsent(partOf.applyAsInt(conversationIds.get(place)), part -> new ArrayList<>())
                        .add(place);
            }
            return byPart.size() == 1
                    ? ask(pool, byPart, question)
                    : pool.withConnection(
                            connection -> ask(connection, byPart, question)); // together, one after the other
        });
    }

    private static <T> Uni<List<T>> ask(SqlClient client, Map<Integer, List<Integer>> byPart, Question<T> question) {
        List<Map.Entry<Integer, List<Integer>>> parts = List.copyOf(byPart.entrySet());
        return Uni.join()
                .all(parts.stream()
                        .map(part -> question.ask(client, suffix(part.getKey()), part.getValue()))
                        .toList())
                .andFailFast()
                .map(answers -> inOrder(parts, answers));
    }

    private static <T> List<T> inOrder(List<Map.Entry<Integer, List<Integer>>> parts, List<List<T>> answers) {
        Map<Integer, T> byPlace = new LinkedHashMap<>();
        for (int part = 0; part < parts.size(); part++) {
            List<Integer> places = parts.get(part).getValue();
            for (int i = 0; i < places.size(); i++) {
                byPlace.put(places.get(i), answers.get(part).get(i));
            }
        }
        return IntStream.range(0, byPlace.size()).mapToObj(byPlace::get).toList();
    }

    private Uni<Boolean> agrees() {
        List<String> ids = IntStream.range(0, SAMPLES)
                .mapToObj(i -> "d:%s:%s".formatted("a".repeat(i % 7), Integer.toString(i * 7919, 36)))
                .toList();
        Integer[] parts = ids.stream().map(partOf::applyAsInt).toArray(Integer[]::new);
        return pool.preparedQuery(AGREES)
                .execute(Tuple.of(COUNT, parts, ids.toArray(String[]::new)))
                .map(rows -> rows.iterator().next().getBoolean("agrees"))
                .invoke(agrees -> {
                    agreed = agrees;
                    if (!agrees) {
                        LOG.warn(
                                "This PostgreSQL spreads rows over partitions by another rule: questions to the archive go to all"
                                        + " of them, and take longer");
                    }
                });
    }
}
