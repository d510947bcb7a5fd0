package io.hongyan.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Dashboards show what services measure, and nothing else. */
class DashboardsTest {

    private static final Path FOLDER = Path.of("hongyan", "dashboards");
    private static final int COLUMNS = 24;
    private static final Pattern METRIC = Pattern.compile("\\b([a-z][a-z0-9_:]+)\\{");
    private static final Pattern NAME = Pattern.compile("\\bhongyan_[a-z_]+[a-z]");

    /** What the JVM's and the Kafka client's binders of Micrometer measure, of which dashboards show some. */
    private static final Set<String> OF_LIBRARIES = Set.of(
            "jvm_memory_used_bytes",
            "jvm_memory_max_bytes",
            "jvm_gc_pause_seconds",
            "jvm_gc_pause_seconds_max",
            "jvm_gc_memory_allocated_bytes_total",
            "jvm_threads_live_threads",
            "process_cpu_usage",
            "process_files_open_files",
            "process_uptime_seconds",
            "kafka_consumer_fetch_manager_records_lag_max");

    @Test
    void eachIsGivenToTheSidecar() throws IOException {
        Rendered rendered = Switches.named("watched by Prometheus").render();

        for (Map.Entry<String, String> file : files().entrySet()) {
            ConfigMap map = rendered.get(
                    ConfigMap.class, "hongyan-dashboard-" + file.getKey().replace(".json", ""));
            assertThat(map.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
            assertThat(map.getMetadata().getAnnotations()).containsEntry("grafana_folder", "Chat");
            assertThat(new ObjectMapper().readTree(map.getData().get("hongyan-" + file.getKey())))
                    .isEqualTo(new ObjectMapper().readTree(file.getValue()));
        }
        assertThat(files().keySet())
                .containsExactlyInAnyOrder(
                        "overview.json",
                        "connectors.json",
                        "pipeline.json",
                        "history.json",
                        "push.json",
                        "jvm.json",
                        "slo.json");
    }

    @Test
    void everyMetricIsOneThatAServiceHas() throws IOException {
        Set<String> known = known();

        assertThat(expressions()).isNotEmpty().allSatisfy(expression -> {
            List<String> metrics = METRIC.matcher(expression)
                    .results()
                    .map(found -> found.group(1).replaceFirst("_seconds_(bucket|sum|count)$", "_seconds"))
                    .map(name -> name.replaceFirst("_records_(sum|count)$", "_records"))
                    .toList();
            assertThat(metrics).isNotEmpty().isSubsetOf(known);
        });
    }

    @Test
    void panelsStandBesideEachOther() throws IOException {
        for (JsonNode dashboard : dashboards()) {
            Set<String> taken = new HashSet<>();
            for (JsonNode panel : dashboard.get("panels")) {
                JsonNode place = panel.get("gridPos");
                for (int x = place.get("x").asInt();
                        x < place.get("x").asInt() + place.get("w").asInt();
                        x++) {
                    for (int y = place.get("y").asInt();
                            y < place.get("y").asInt() + place.get("h").asInt();
                            y++) {
                        assertThat(x).isLessThan(COLUMNS);
                        assertThat(taken.add(x + "," + y))
                                .as("%s: %s", dashboard.get("title"), panel.get("title"))
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void everyPanelSaysOfWhichReleaseAndInWhichUnit() throws IOException {
        for (JsonNode dashboard : dashboards()) {
            for (JsonNode panel : dashboard.get("panels")) {
                assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotEmpty();
                for (JsonNode target : panel.get("targets")) {
                    assertThat(target.get("expr").asText())
                            .contains("namespace=\"$namespace\"")
                            .containsPattern("service=~\"\\$release-|release=\"\\$release\"");
                    assertThat(target.get("legendFormat").asText()).isNotEmpty();
                }
            }
        }
        assertThat(dashboards()).extracting(it -> it.get("uid").asText()).doesNotHaveDuplicates();
    }

    @Test
    void everyExpressionIsPromQl() throws IOException, InterruptedException {
        Promtool.need();
        List<Map<String, String>> rules = new ArrayList<>();
        for (String expression : expressions()) {
            rules.add(Map.of(
                    "record",
                    "panel:" + rules.size(),
                    "expr",
                    expression
                            .replace("$namespace", "chat")
                            .replace("$release", "hongyan")
                            .replace("$__rate_interval", "5m")));
        }
        Path file = Files.createDirectories(Path.of("target", "promtool")).resolve("panels.yaml");
        Files.writeString(
                file, Serialization.asYaml(Map.of("groups", List.of(Map.of("name", "panels", "rules", rules)))));

        Promtool.run("check", "rules", "--lint=none", file.toString());
    }

    private static List<String> expressions() throws IOException {
        return dashboards().stream()
                .flatMap(dashboard -> dashboard.findValuesAsText("expr").stream())
                .toList();
    }

    private static List<JsonNode> dashboards() throws IOException {
        List<JsonNode> dashboards = new ArrayList<>();
        for (String text : files().values()) {
            dashboards.add(new ObjectMapper().readTree(text));
        }
        return dashboards;
    }

    private static Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(FOLDER)) {
            for (Path file : found.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }

    /** What the modules' pages list, and docs/operations.md; and what the chart's rules compute of it. */
    private static Set<String> known() {
        Set<String> known = Stream.of(
                        "../connector-service/README.md",
                        "../message-service/README.md",
                        "../presence-service/README.md",
                        "../history-service/README.md",
                        "../push-service/README.md",
                        "../docs/operations.md")
                .map(DashboardsTest::read)
                .flatMap(page -> NAME.matcher(page).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
        known.addAll(OF_LIBRARIES);
        AlertsTest.recorded().forEach(rule -> known.add(rule.getRecord()));
        return known;
    }

    private static String read(String page) {
        try {
            return Files.readString(Path.of(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
