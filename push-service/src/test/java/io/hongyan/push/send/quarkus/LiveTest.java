package io.hongyan.push.send.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hongyan.push.send.Outgoing;
import io.hongyan.push.send.Provider;
import io.hongyan.push.send.Rendered;
import io.hongyan.push.send.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("secret"), "one");
    }

    @Test
    void asLongAsTheFilesAreTheSameNothingIsMadeAnew() {
        var live = live();
        Provider first = live.current();

        assertThat(live.look()).isEqualTo(Live.Look.UNCHANGED);
        assertThat(live.current()).isSameAs(first);
    }

    @Test
    void withAnotherSecretThereIsAnotherProviderAndTheOldOneIsClosedWhenItHasAnswered() throws Exception {
        var live = live();
        var first = (Secret) live.current();
        Files.writeString(file, "two");

        assertThat(live.look()).isEqualTo(Live.Look.RENEWED);

        assertThat(((Secret) live.current()).secret).isEqualTo("two");
        await().until(() -> first.closed);
        assertThat(((Secret) live.current()).closed).isFalse();
    }

    @Test
    void aSecretThatIsNoGoodIsNotUsedAndTheNextOneIs() throws Exception {
        var live = live();
        Files.writeString(file, "bad");

        assertThat(live.look()).isEqualTo(Live.Look.KEPT);
        assertThat(live.look()).isEqualTo(Live.Look.UNCHANGED); // said once
        assertThat(((Secret) live.current()).secret).isEqualTo("one");

        Files.delete(file);
        assertThat(live.look()).isEqualTo(Live.Look.KEPT);
        Files.writeString(file, "three");
        assertThat(live.look()).isEqualTo(Live.Look.RENEWED);
        assertThat(((Secret) live.current()).secret).isEqualTo("three");
    }

    /** As Kubernetes changes a mounted secret: the file is a link, and what it leads to becomes another. */
    @Test
    void aLinkThatLeadsElsewhereIsAChange() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        var live = new Live("keys", List.of(link), Duration.ofMillis(1), () -> new Secret(link));
        Path other = Files.writeString(directory.resolve("other"), "two");

        Files.delete(link);
        Files.createSymbolicLink(link, other);

        assertThat(live.look()).isEqualTo(Live.Look.RENEWED);
        assertThat(((Secret) live.current()).secret).isEqualTo("two");
    }

    @Test
    void atTheStartASecretThatIsNoGoodIsAnError() throws Exception {
        Files.writeString(file, "bad");

        assertThatThrownBy(this::live).hasMessage("no good");
    }

    private Live live() {
        return new Live("keys", List.of(file), Duration.ofMillis(1), () -> new Secret(file));
    }

    private static final class Secret implements Provider {

        private final String secret;
        private volatile boolean closed;

        private Secret(Path file) {
            try {
                secret = Files.readString(file);
            } catch (IOException e) {
                throw new IllegalStateException("not there", e);
            }
            if (secret.equals("bad")) {
                throw new IllegalStateException("no good");
            }
        }

        @Override
        public CompletionStage<Reply> send(Outgoing alert) {
            return CompletableFuture.completedStage(new Reply.Accepted());
        }

        @Override
        public Rendered render(Outgoing alert) {
            return new Rendered(new TreeMap<>(), "{}");
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
