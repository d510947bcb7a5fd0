package io.hongyan.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives a Quarkus test a database of its own, empty, on the shared PostgreSQL, for JDBC and the reactive client alike.
 * The schema is the application's to make.
 */
public class PostgresTestResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public final Map<String, String> start() {
        TestDatabase database = TestDatabase.create();
        return Map.of(
                "quarkus.datasource.db-kind", "postgresql",
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.user(),
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.reactive.url", database.reactiveUrl());
    }

    @Override
    public final void stop() {
        // The server is shared, and goes with the JVM, data and all.
    }
}
