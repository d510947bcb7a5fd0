package io.hongyan.bench.push;

import io.hongyan.launcher.process.Deployment;
import io.hongyan.launcher.process.Layout;
import io.hongyan.launcher.process.Replica;
import io.hongyan.launcher.process.Service;
import io.hongyan.launcher.process.Suite;
import io.hongyan.launcher.process.SuitePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two processes of push-service on an embedded Kafka and PostgreSQL of their own, in a folder of their own. For one thread at a time. */
final class PushStage implements AutoCloseable {

    private static final String DATABASE = "hongyan_push"; // its owner and password too, in development
    private static final List<Replica> BOTH = List.of(new Replica(Service.PUSH, 1), new Replica(Service.PUSH, 2));

    private final Layout layout;
    private final Suite suite;

    private PushStage(Layout layout, Suite suite) {
        this.layout = layout;
        this.suite = suite;
    }

    /**
     * Nothing runs yet.
     *
     * @param project the checkout whose push-service is run
     * @param listening where, a set for each process
     * @param neighboursPort where presence and the unread role answer
     */
    static PushStage prepare(
            Path project, List<SuitePorts> listening, int neighboursPort, Map<String, String> overrides) {
        try {
            Path state = Files.createTempDirectory("hongyan-push-");
            var layout = new Layout(project, state, listening.getFirst());
            Map<String, String> configuration = new HashMap<>(overrides);
            configuration.put("hongyan.grpc.presence.port", Integer.toString(neighboursPort));
            configuration.put("hongyan.grpc.unread.port", Integer.toString(neighboursPort));
            configuration.putIfAbsent(
                    "hongyan.push.send.lease", "15s"); // what a killed one had is not waited for so long
            var deployment = new Deployment(
                    listening,
                    false,
                    configuration,
                    replica -> Map.of(),
                    Deployment.Caching.NONE,
                    Deployment.Compiling.FULL);
            return new PushStage(layout, new Suite(layout, deployment));
        } catch (IOException e) {
            throw new UncheckedIOException("There is no temporary folder.", e);
        }
    }

    Layout layout() {
        return layout;
    }

    /** Where the first one's devices are registered. */
    int grpcPort() {
        return layout.ports().pushGrpc();
    }

    /** Starts everything, and returns when it is ready. */
    void start(Suite.Progress progress) {
        suite.startServers(progress);
        BOTH.forEach(suite::start);
        suite.awaitReady(BOTH, progress);
    }

    /** Kills one of the two, as a crash would, and returns when it is there again. */
    void kill(int which) {
        suite.killAndRestart(BOTH.get(which % BOTH.size()));
    }

    /**
     * Kills both, and has them read the log from its beginning, with all of its events taken for new ones: only what was decided is
     * remembered.
     */
    void replay() {
        BOTH.forEach(replica -> suite.process(replica).kill());
        forgetTheLog();
        BOTH.forEach(suite::start);
        suite.awaitReady(BOTH, (what, after) -> {});
    }

    private void forgetTheLog() {
        String address =
                "jdbc:postgresql://localhost:%d/%s".formatted(layout.ports().postgres(), DATABASE);
        try (var connection = DriverManager.getConnection(address, DATABASE, DATABASE);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("UPDATE projection_position SET next_offset = 0");
            statement.executeUpdate("UPDATE conversation SET revision = 0");
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("The positions of push-service cannot be set back.", e);
        }
    }

    /** Ends everything, and removes its folder. */
    @Override
    public void close() {
        suite.close();
        try {
            layout.remove();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder %s cannot be removed.".formatted(layout.state()), e);
        }
    }
}
