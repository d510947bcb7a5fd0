package io.hongyan.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/** One real Kafka node in this JVM, broker and controller at once. Its data stays in its directory. */
public final class EmbeddedKafka implements AutoCloseable {

    /**
     * Where and how the node runs.
     *
     * @param directory data, made if missing, kept afterwards
     * @param port client port on the loopback address; 0 for any free one
     * @param advertisedPort where clients are told to connect, if somebody stands between; 0 for the client port itself
     * @param tls how it proves who it is, to clients that do so too; null in the clear
     */
    public record Settings(
            Path directory,
            int port,
            int advertisedPort,
            @Nullable ServerTls tls) {

        /** A node that clients connect to themselves. */
        public Settings(Path directory, int port) {
            this(directory, port, 0, null);
        }
    }

    private static final String CLUSTER_METADATA = "meta.properties";

    private final int port;
    private final KafkaRaftServer server;

    private EmbeddedKafka(int port, KafkaRaftServer server) {
        this.port = port;
        this.server = server;
    }

    /**
     * Starts the node and returns when clients can use it.
     *
     * @throws EmbeddedServerException if the port is taken or the data cannot be used
     */
    public static EmbeddedKafka start(Settings settings) {
        int port = Ports.claim("Kafka", settings.port());
        // To these nobody but the node itself connects, and nobody stands between.
        int brokerPort = Ports.claim("Kafka's broker", 0);
        int controllerPort = Ports.claim("Kafka's controller", 0);
        Path data = settings.directory().toAbsolutePath().resolve("log");
        int advertised = settings.advertisedPort() == 0 ? port : settings.advertisedPort();
        var properties = properties(data, port, advertised, brokerPort, controllerPort);
        if (settings.tls() != null) {
            secure(properties, settings.tls());
        }
        try {
            if (!Files.exists(data.resolve(CLUSTER_METADATA))) {
                format(settings.directory(), data, properties);
            }
            var server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
            server.startup();
            return new EmbeddedKafka(port, server);
        } catch (IOException | RuntimeException e) {
            throw new EmbeddedServerException(
                    ("Kafka did not start in %s: %s. If another instance uses the directory, stop it; if the data is"
                                    + " damaged, remove the directory.")
                            .formatted(settings.directory(), e.getMessage()),
                    e);
        }
    }

    /** What clients connect to, as {@code host:port}. */
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    /** The client port, never 0. */
    public int port() {
        return port;
    }

    /** Makes the topics that are missing, see {@link KafkaTopics#create}. */
    public void createTopics(Collection<KafkaTopic> topics) {
        KafkaTopics.create(bootstrapServers(), topics);
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path directory, Path data, Map<String, String> properties) throws IOException {
        Files.createDirectories(data);
        Path file = directory.resolve("server.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            var written = new Properties();
            written.putAll(properties);
            written.store(writer, "Written by Hongyan for the first start. Changes here have no effect.");
        }
        var said = new ByteArrayOutputStream();
        String[] arguments = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
        int status = StorageTool.execute(arguments, new PrintStream(said, true, StandardCharsets.UTF_8));
        if (status != 0) {
            throw new IOException("formatting said: " + said.toString(StandardCharsets.UTF_8));
        }
    }

    /** Clients show a certificate. The listeners that only the node itself connects to stay as they are. */
    private static void secure(Map<String, String> properties, ServerTls tls) {
        properties.put("listener.security.protocol.map", "CLIENT:SSL,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("listener.name.client.ssl.client.auth", "required");
        ServerTls.kafka(tls.authority(), tls.server())
                .forEach((key, value) -> properties.put("listener.name.client." + key, value));
    }

    private static Map<String, String> properties(
            Path data, int port, int advertised, int brokerPort, int controllerPort) {
        var properties = new HashMap<String, String>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@localhost:" + controllerPort);
        properties.put(
                "listeners",
                "CLIENT://localhost:%d,BROKER://localhost:%d,CONTROLLER://localhost:%d"
                        .formatted(port, brokerPort, controllerPort));
        properties.put(
                "advertised.listeners",
                "CLIENT://localhost:%d,BROKER://localhost:%d".formatted(advertised, brokerPort));
        properties.put("listener.security.protocol.map", "CLIENT:PLAINTEXT,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("inter.broker.listener.name", "BROKER");
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("log.dirs", data.toString());
        properties.put("auto.create.topics.enable", "false"); // a misspelt topic is an error, not a new topic
        properties.put("default.replication.factor", "1");
        properties.put("group.initial.rebalance.delay.ms", "0"); // one node: nobody else to wait for
        for (String internal :
                new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            properties.put(internal + ".replication.factor", "1");
            properties.put(internal + ".num.partitions", "4");
        }
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        // Sized for one machine that does other things too: each thread and timer costs while idle.
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "2");
        properties.put("num.recovery.threads.per.data.dir", "2");
        properties.put("background.threads", "2");
        properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 * 1024 * 1024));
        properties.put("offsets.load.buffer.size", Integer.toString(1024 * 1024));
        properties.put("log.segment.bytes", Integer.toString(64 * 1024 * 1024));
        // After kill -9 the next start waits until the session of the dead one is over.
        properties.put("broker.heartbeat.interval.ms", "1000");
        properties.put("broker.session.timeout.ms", "6000");
        properties.put(
                "request.timeout.ms", "5000"); // what brokers ask each other, which is on the way of each transaction
        // A transaction that begins before the last one's end is written everywhere: here that takes a millisecond or
        // two.
        properties.put("add.partitions.to.txn.retry.backoff.ms", "2");
        // How fast others may take over from a dead process is for services to decide, not for the broker.
        properties.put("group.min.session.timeout.ms", "1000");
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "250");
        return properties;
    }
}
