package io.hongyan.examples.webhooks.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongyan.examples.webhooks.RetryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    Path folder;

    @Test
    void theFileThatIsInTheRepositoryIsRead() throws IOException {
        Path file = folder.resolve("webhooks.properties");
        Files.copy(Path.of("webhooks.properties"), file);
        Files.writeString(folder.resolve("crm.secret"), "a-secret-of-thirty-two-characters\n");

        Settings read = Settings.read(file);

        assertThat(read.kafka()).isEqualTo(Map.of("bootstrap.servers", "localhost:7490"));
        assertThat(read.kinds()).containsExactlyInAnyOrder("message_sent", "message_recalled");
        assertThat(read.policy()).isEqualTo(new RetryPolicy(10, Duration.ofSeconds(1), Duration.ofMinutes(5)));
        assertThat(read.receiver().inside()).isFalse();
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        Path file = folder.resolve("webhooks.properties");
        Files.writeString(folder.resolve("crm.secret"), "a-secret-of-thirty-two-characters\n");
        Files.writeString(file, "secrets=crm.secret\nurl=https://crm.example.com/\ngroup=crm\n");

        assertThatThrownBy(() -> Settings.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dead-letters");
    }
}
