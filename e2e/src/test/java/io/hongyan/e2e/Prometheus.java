package io.hongyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real Prometheus that reads a running suite as one in a cluster would, once a second. */
final class Prometheus implements AutoCloseable {

    /**
     * One process and the labels that the chart's ServiceMonitor gives to what it measures.
     *
     * @param component the chart's component, such as {@code connector}
     * @param port of its HTTP
     */
    record Target(String component, int port) {}

    /** The labels' namespace. */
    static final String NAMESPACE = "chat";

    /** The release that the labels name. */
    static final String RELEASE = "hongyan";

    private static final String MISSING =
            "prometheus is missing, so panels and alerts were not tried on a running suite."
                    + " Install it (Debian: apt install prometheus), or name it by -Dhongyan.prometheus=FILE.";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final URI address;
    private final HttpClient http = HttpClient.newHttpClient();

    private Prometheus(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Where it is; skips the test with a sentence if it is nowhere. */
    static Path need() {
        String named = System.getProperty("hongyan.prometheus");
        Optional<Path> found = named != null
                ? Optional.of(Path.of(named))
                : Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, "prometheus"))
                        .filter(Files::isExecutable)
                        .findFirst();
        if (found.isEmpty()) {
            System.out.println("hongyan: " + MISSING);
        }
        assumeTrue(found.isPresent(), MISSING);
        return found.orElseThrow();
    }

    /**
     * Starts it and returns when it answers.
     *
     * @param rules as a file of rules
     */
    static Prometheus start(Path program, Path folder, List<Target> targets, String rules) throws IOException {
        Files.writeString(folder.resolve("rules.yaml"), rules);
        Files.writeString(folder.resolve("prometheus.yaml"), configuration(targets));
        int port = freePort();
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + folder.resolve("prometheus.yaml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        var started = new Prometheus(process, URI.create("http://127.0.0.1:" + port));
        try {
            await().atMost(Duration.ofSeconds(30)).until(started::isReady);
        } catch (RuntimeException | Error e) {
            started.close();
            throw new IllegalStateException(Files.readString(folder.resolve("prometheus.log")), e);
        }
        return started;
    }

    private static String configuration(List<Target> targets) {
        return targets.stream().map(Prometheus::job).collect(Collectors.joining("", """
                        global: {scrape_interval: 1s, evaluation_interval: 1s}
                        rule_files: [rules.yaml]
                        scrape_configs:
                        """, ""));
    }

    /** What Prometheus's operator makes of a ServiceMonitor: a metric's own label of one of these names becomes exported_. */
    private static String job(Target target) {
        String name = RELEASE + "-" + target.component();
        return """
                  - job_name: %s
                    metrics_path: /q/metrics
                    static_configs:
                      - targets: ["localhost:%d"]
                        labels: {namespace: %s, service: %s, pod: %s-0, container: %s, endpoint: http}
                """.formatted(name, target.port(), NAMESPACE, name, name, target.component());
    }

    /** What an expression gives now, by series. */
    List<JsonNode> now(String expression) {
        return result(ask("/api/v1/query", Map.of("query", expression)));
    }

    /** What an expression gave since a moment, by series, every two seconds. */
    List<JsonNode> since(Instant begin, String expression) {
        return result(ask(
                "/api/v1/query_range",
                Map.of(
                        "query",
                        expression,
                        "start",
                        Long.toString(begin.getEpochSecond()),
                        "end",
                        Long.toString(Instant.now().getEpochSecond()),
                        "step",
                        "2")));
    }

    /** All rules, as Prometheus tells of them. */
    List<JsonNode> rules() {
        return list(ask("/api/v1/rules", Map.of()).at("/groups")).stream()
                .flatMap(group -> list(group.get("rules")).stream())
                .toList();
    }

    /** The names of the processes that were read the last time. */
    Collection<String> read() {
        return now("up == 1").stream()
                .map(series -> series.at("/metric/service").asText())
                .collect(Collectors.toSet());
    }

    private static List<JsonNode> result(JsonNode data) {
        return list(data.get("result"));
    }

    private static List<JsonNode> list(JsonNode array) {
        return Stream.iterate(0, i -> i < array.size(), i -> i + 1)
                .map(array::get)
                .toList();
    }

    private JsonNode ask(String path, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        JsonNode answer = parse(send(HttpRequest.newBuilder(address.resolve(path + "?" + query))));
        assertThat(answer.path("status").asText())
                .as("%s: %s", parameters, answer.path("error").asText())
                .isEqualTo("success");
        return answer.get("data");
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException("prometheus ended with status " + process.exitValue());
        }
        try {
            return send(HttpRequest.newBuilder(address.resolve("/-/ready"))).contains("Ready");
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private String send(HttpRequest.Builder request) {
        try {
            return http.send(request.method("GET", BodyPublishers.noBody()).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
