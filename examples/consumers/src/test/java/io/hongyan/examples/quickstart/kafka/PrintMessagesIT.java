package io.hongyan.examples.quickstart.kafka;

import static io.hongyan.examples.log.EventLog.GROUP;
import static io.hongyan.examples.log.EventLog.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.examples.log.EventLog;
import io.hongyan.testkit.TestServers;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrintMessagesIT {

    private final EventLog log = new EventLog();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void itPrintsWhatWasSaidAndGoesOnWhereItWas() throws InterruptedException {
        log.abort(List.of(message(GROUP, 1, "never said", Instant.EPOCH)));
        log.write(List.of(message(GROUP, 1, "hello", Instant.EPOCH)));
        assertThat(printed(1)).containsExactly(GROUP + " #1 alice: hello");

        log.write(List.of(message(GROUP, 2, "again", Instant.EPOCH)));
        assertThat(printed(1)).containsExactly(GROUP + " #2 alice: again");
    }

    private static List<String> printed(int awaited) throws InterruptedException {
        var lines = new CopyOnWriteArrayList<String>();
        var messages = new PrintMessages(TestServers.kafka(), "print-messages");
        Thread thread = Thread.ofPlatform().start(() -> {
            try (messages) {
                messages.run(lines::add);
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        });
        await().untilAsserted(() -> assertThat(lines).hasSizeGreaterThanOrEqualTo(awaited));
        messages.stop();
        thread.join();
        return lines;
    }
}
