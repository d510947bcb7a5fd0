package io.hongyan.message.sequencer.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStateTest {

    @TempDir
    Path parent;

    private Path directory;

    @BeforeEach
    void keepSomething() throws IOException {
        directory = parent.resolve("state");
        new LocalState(directory).belongTo("cluster-1");
        Files.writeString(
                Files.createDirectories(directory.resolve("hongyan-sequencer/0_0"))
                        .resolve("heads"),
                "7");
    }

    @Test
    void anInstanceKeepsItsName() {
        String name = new LocalState(directory).instanceId();

        assertThat(new LocalState(directory).instanceId()).isEqualTo(name);
        assertThat(new LocalState(parent.resolve("other")).instanceId()).isNotEqualTo(name);
    }

    @Test
    void stateOfTheSameClusterStays() {
        new LocalState(directory).belongTo("cluster-1");

        assertThat(directory.resolve("hongyan-sequencer/0_0/heads")).hasContent("7");
    }

    /** Kafka was emptied and the directory was not: the old heads would give out wrong numbers. */
    @Test
    void stateOfAnotherClusterGoes() {
        new LocalState(directory).belongTo("cluster-2");

        assertThat(directory.resolve("hongyan-sequencer")).doesNotExist();
        assertThat(directory.resolve("cluster-id")).hasContent("cluster-2");
    }
}
