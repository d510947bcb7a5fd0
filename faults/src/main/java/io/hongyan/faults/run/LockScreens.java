package io.hongyan.faults.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hongyan.faults.oracle.Fact;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Reads what the mock of Apple's push service was handed, out of the file that it appends to, and tells the journal. */
final class LockScreens implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOOK_EVERY_NANOS = 100_000_000;
    private static final int BYTES_AT_ONCE = 1 << 20;

    private final Path notifications;
    private final Journal journal;
    private final Thread thread;
    private volatile boolean open = true;
    private long position;

    /** Begins to read what comes from now on. */
    LockScreens(Path notifications, Journal journal) {
        this.notifications = notifications;
        this.journal = journal;
        this.position = notifications.toFile().length(); // 0 if there is no file yet
        this.thread = Thread.ofPlatform().daemon().name("lock-screens").start(this::run);
    }

    private void run() {
        while (open) {
            if (!Files.exists(notifications) || !readMore()) {
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
        }
    }

    /** Takes whole lines only: the last one may just be written. True if there were any. */
    private boolean readMore() {
        try (var file = new RandomAccessFile(notifications.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(BYTES_AT_ONCE, file.length() - position)];
            file.seek(position);
            file.readFully(bytes);
            String text = new String(bytes, StandardCharsets.ISO_8859_1); // a character a byte, to find the last end
            int end = text.lastIndexOf('\n') + 1;
            position += end;
            new String(bytes, 0, end, StandardCharsets.UTF_8).lines().forEach(this::tell);
            return end > 0;
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read.".formatted(notifications), e);
        }
    }

    private void tell(String line) {
        try {
            JsonNode alert = JSON.readTree(line);
            JsonNode payload = alert.path("payload");
            if (!payload.path("kind").asText().equals("message")) {
                return; // takes something off the screen
            }
            journal.tell(at -> new Fact.Pushed(
                    at,
                    alert.path("token").asText(),
                    alert.path("apnsId").asText(),
                    alert.path("collapseId").asText(),
                    payload.path("aps").path("badge").asLong(-1),
                    payload.path("conversation_id").asText(),
                    payload.path("seq").asLong(),
                    payload.path("first_seq").asLong(payload.path("seq").asLong()),
                    payload.path("aps").path("alert").path("body").asText()));
        } catch (JsonProcessingException e) {
            journal.complain("An alert is no JSON: " + e.getOriginalMessage());
        }
    }

    @Override
    public void close() {
        open = false;
        LockSupport.unpark(thread);
    }
}
