package io.hongyan.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the chart has those see who watch the suite: rules and dashboards. */
final class ChartWatching {

    /**
     * One query of a panel, as Prometheus is asked by Grafana.
     *
     * @param panel the dashboard's file and the panel's title
     * @param expression with the release's names for Grafana's variables
     */
    record Query(String panel, String expression) {}

    private static final Path HELM = Path.of("..", "helm");
    private static final Path CHART = HELM.resolve("hongyan");
    private static final String RATE_INTERVAL = "15s";

    private ChartWatching() {}

    /** The chart's rules as a file for Prometheus. */
    static String rules(Path folder) throws IOException {
        String rendered = new Helm(copy(folder.resolve("chart")))
                .template()
                .withName(Prometheus.RELEASE)
                .withNamespace(Prometheus.NAMESPACE)
                .withValuesFile(HELM.resolve(Path.of("src", "test", "resources", "site.yaml")))
                .set("prometheusRule.enabled", true)
                .call();
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        return StreamSupport.stream(yaml.loadAll(rendered).spliterator(), false)
                .filter(Map.class::isInstance)
                .map(document -> (Map<?, ?>) document)
                .filter(document -> "PrometheusRule".equals(document.get("kind")))
                .map(document -> new Yaml().dump(document.get("spec")))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("The chart renders no rules."));
    }

    /** Helm's library takes the cluster that it is not connected to for an old one, and refuses charts that want a later one. */
    private static Path copy(Path to) throws IOException {
        try (Stream<Path> files = Files.walk(CHART)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(CHART.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        Path chart = to.resolve("Chart.yaml");
        Files.writeString(chart, Files.readString(chart).replaceAll("(?m)^kubeVersion:.*\\R", ""));
        return to;
    }

    /** Every query of every panel. */
    static List<Query> queries() throws IOException {
        List<Query> queries = new ArrayList<>();
        try (Stream<Path> files = Files.list(CHART.resolve("dashboards"))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".json", "");
                for (JsonNode panel : new ObjectMapper().readTree(file.toFile()).get("panels")) {
                    for (JsonNode target : panel.get("targets")) {
                        queries.add(new Query(
                                name + ": " + panel.get("title").asText(),
                                filled(target.get("expr").asText())));
                    }
                }
            }
        }
        return queries;
    }

    private static String filled(String expression) {
        return expression
                .replace("$namespace", Prometheus.NAMESPACE)
                .replace("$release", Prometheus.RELEASE)
                .replace("$__rate_interval", RATE_INTERVAL);
    }
}
