package io.hongyan.launcher.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hongyan.embedded.ApnsNotification;
import io.hongyan.embedded.EmbeddedApns;
import io.hongyan.launcher.LauncherException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Plays the phones that are away: takes what the suite sends to Apple's push service, appends each as a JSON line to a
 * file, and says what the phone would show.
 */
public final class PhoneScreens implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TOKEN_SHOWN = 8;

    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("phone-screens").factory());
    private final EmbeddedApns apns;

    /**
     * Starts the mock.
     *
     * @param directory gets the certificate that the push service trusts
     * @param notifications the file for the JSON lines
     * @param screen is told what a phone shows, one line each
     */
    public PhoneScreens(Path directory, int port, Path notifications, Consumer<String> screen) {
        apns = EmbeddedApns.start(
                new EmbeddedApns.Settings(directory, port),
                notification -> writer.execute(() -> arrived(notification, notifications, screen)));
    }

    @Override
    public void close() {
        apns.close();
        writer.shutdown();
    }

    /** What a phone would show for a notification, in one line. */
    static String show(String token, JsonNode payload) {
        JsonNode aps = payload.path("aps");
        String badge =
                aps.has("badge") ? "  (badge %d)".formatted(aps.path("badge").asInt()) : "";
        String phone = "phone %s…".formatted(token.substring(0, Math.min(TOKEN_SHOWN, token.length())));
        JsonNode alert = aps.path("alert");
        if (alert.isMissingNode()) {
            return "%s  silent%s".formatted(phone, badge);
        }
        return alert.isTextual()
                ? "%s  %s%s".formatted(phone, alert.asText(), badge)
                : "%s  %s: %s%s"
                        .formatted(
                                phone,
                                alert.path("title").asText(),
                                alert.path("body").asText(),
                                badge);
    }

    private static void arrived(ApnsNotification notification, Path file, Consumer<String> screen) {
        try {
            JsonNode payload = JSON.readTree(notification.payload());
            ObjectNode line = JSON.createObjectNode()
                    .put("token", notification.token())
                    .put("topic", notification.topic())
                    .put("apnsId", notification.apnsId())
                    .put("collapseId", notification.collapseId())
                    .put("pushType", notification.pushType());
            line.set("payload", payload);
            Files.writeString(
                    file,
                    JSON.writeValueAsString(line) + "\n",
                    UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            screen.accept(show(notification.token(), payload));
        } catch (JsonProcessingException e) {
            throw new LauncherException("The push service sent what is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("The file %s cannot be written.".formatted(file), e);
        }
    }
}
