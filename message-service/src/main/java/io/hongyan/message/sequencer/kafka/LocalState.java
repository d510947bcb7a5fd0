package io.hongyan.message.sequencer.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The directory with the local copies of the state. It also has a name for this instance, which it keeps across
 * restarts, and the cluster that the copies are of: with another one they would mean wrong numbers.
 */
final class LocalState {

    private static final Logger LOG = Logger.getLogger(LocalState.class);
    private static final String INSTANCE_FILE = "instance-id";
    private static final String CLUSTER_FILE = "cluster-id";

    private final Path directory;

    LocalState(Path directory) {
        this.directory = directory;
    }

    /** One name per directory, which Kafka Streams locks: two processes cannot have the same. */
    String instanceId() {
        try {
            if (!Files.exists(directory.resolve(INSTANCE_FILE))) {
                write(INSTANCE_FILE, UUID.randomUUID().toString());
            }
            return read(INSTANCE_FILE);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Deletes the copies unless they are of this cluster; all of them can be read again from its changelogs. */
    void belongTo(String cluster) {
        try {
            boolean known = Files.exists(directory.resolve(CLUSTER_FILE));
            if (known && !read(CLUSTER_FILE).equals(cluster)) {
                LOG.warnf("Local state is of another Kafka cluster and is deleted: directory=%s", directory);
                deleteCopies();
            }
            write(CLUSTER_FILE, cluster);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private void deleteCopies() throws IOException {
        Path copies = directory.resolve(StreamsSettings.APPLICATION_ID);
        if (!Files.exists(copies)) {
            return;
        }
        List<Path> found;
        try (Stream<Path> files = Files.walk(copies)) {
            found = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : found) {
            Files.delete(file);
        }
    }

    private String read(String name) throws IOException {
        return Files.readString(directory.resolve(name)).strip();
    }

    /** By a draft, so that a crash leaves all of it or nothing. */
    private void write(String name, String value) throws IOException {
        Files.createDirectories(directory);
        Path draft = directory.resolve(name + ".new");
        Files.writeString(draft, value);
        Files.move(draft, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private UncheckedIOException unusable(IOException cause) {
        return new UncheckedIOException(
                "Cannot use hongyan.message.sequencer.state-directory " + directory.toAbsolutePath() + ".", cause);
    }
}
