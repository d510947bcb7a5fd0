package io.hongyan.examples.webhooks.kafka;

import io.hongyan.examples.webhooks.RetryPolicy;
import io.hongyan.examples.webhooks.http.Receiver;
import io.hongyan.examples.webhooks.http.Signature;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One receiver, and how it gets events.
 *
 * @param kafka how to reach Kafka, by the names of its clients
 * @param topic what is read: the events, or the dead letters to try them again
 * @param group whose position it is; one for each receiver
 * @param deadLetters a topic of the team's own
 * @param kinds the ends of {@code ce_type} that are sent; empty: all
 */
public record Settings(
        Map<String, Object> kafka,
        String topic,
        String group,
        String deadLetters,
        Set<String> kinds,
        RetryPolicy policy,
        Receiver.Terms receiver) {

    /**
     * Out of a file, as {@code examples/consumers/webhooks.properties}.
     *
     * @throws IllegalArgumentException if something is missing or makes no sense, with its name
     */
    public static Settings read(Path file) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, Object> kafka = new HashMap<>();
        properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith("kafka."))
                .forEach(name -> kafka.put(name.substring("kafka.".length()), properties.getProperty(name)));
        Path secrets = file.resolveSibling(needed(properties, "secrets"));
        return new Settings(
                Map.copyOf(kafka),
                properties.getProperty("topic", "hongyan.events.v1"),
                needed(properties, "group"),
                needed(properties, "dead-letters"),
                Stream.of(properties.getProperty("kinds", "").split(","))
                        .map(String::strip)
                        .filter(kind -> !kind.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()),
                new RetryPolicy(
                        Integer.parseInt(properties.getProperty("attempts-max", "10")),
                        duration(properties, "pause-min", "PT1S"),
                        duration(properties, "pause-max", "PT5M")),
                new Receiver.Terms(
                        URI.create(needed(properties, "url")),
                        Boolean.parseBoolean(properties.getProperty("inside", "false")),
                        duration(properties, "timeout", "PT10S"),
                        new Signature(secrets(secrets))));
    }

    private static List<String> secrets(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static Duration duration(Properties properties, String name, String otherwise) {
        return Duration.parse(properties.getProperty(name, otherwise));
    }

    private static String needed(Properties properties, String name) {
        String value = properties.getProperty(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the setting %s is missing".formatted(name));
        }
        return value.strip();
    }
}
