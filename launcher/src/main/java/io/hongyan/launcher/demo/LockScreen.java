package io.hongyan.launcher.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a phone shows while its app does not run: the notifications for its token, out of the file the suite appends to. */
final class LockScreen {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** One notification: its badge, -1 if it has none, and the text of its alert, empty if it is silent. */
    record Notice(int badge, String text) {}

    private final Path notifications;
    private final String token;

    LockScreen(Path notifications, String token) {
        this.notifications = notifications;
        this.token = token;
    }

    /** What came so far, in order. */
    List<Notice> notices() {
        if (!Files.exists(notifications)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(notifications, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.contains(token))
                    .flatMap(this::notice)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The file %s cannot be read.".formatted(notifications), e);
        }
    }

    private Stream<Notice> notice(String line) {
        try {
            JsonNode notification = JSON.readTree(line);
            if (!notification.path("token").asText().equals(token)) {
                return Stream.empty();
            }
            JsonNode payload = notification.path("payload");
            JsonNode aps = (payload.isTextual() ? JSON.readTree(payload.asText()) : payload).path("aps");
            JsonNode alert = aps.path("alert");
            String text = alert.isTextual()
                    ? alert.asText()
                    : (alert.path("title").asText("") + ": "
                            + alert.path("body").asText(""));
            return Stream.of(new Notice(aps.path("badge").asInt(-1), alert.isMissingNode() ? "" : text));
        } catch (JsonProcessingException e) {
            return Stream.empty(); // a line that is being written just now
        }
    }

    /** Waits for what the phone should show; else fails with what it shows. */
    List<Notice> await(Duration timeMax, Predicate<List<Notice>> truth) {
        long deadline = System.nanoTime() + timeMax.toNanos();
        List<Notice> shown = notices();
        while (!truth.test(shown)) {
            if (System.nanoTime() > deadline) {
                throw new UntrueException("after %d s, the phone shows %s".formatted(timeMax.toSeconds(), shown));
            }
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UntrueException("interrupted");
            }
            shown = notices();
        }
        return shown;
    }
}
