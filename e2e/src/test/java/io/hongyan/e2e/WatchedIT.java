package io.hongyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.hongyan.e2e.ChartWatching.Query;
import io.hongyan.e2e.Prometheus.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who watches the suite sees something: a real Prometheus reads it, with the chart's rules, as it would in a cluster. The roles of
 * message-service are one process here, and hence one service: the send API, since that has a slot.
 */
@ExtendWith(RunningSuite.Extension.class)
class WatchedIT {

    private static final Duration SEEN_WITHIN = Duration.ofMinutes(2);

    /** Panels that stay empty while nothing is broken: each counts by what is broken, which nobody knows before. */
    private static final Set<String> AFTER_A_FAULT =
            Set.of("connectors: Queries that fail"); // by service and code of gRPC

    /** The same, of what alerts look at. */
    private static final Set<String> MEASURED_AFTER_A_FAULT = Set.of("hongyan_query_failures_total");

    private static final Pattern METRIC = Pattern.compile("\\b((?:hongyan|kafka)[a-z0-9_:]+)\\{");

    private final RunningSuite suite;

    WatchedIT(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    void everyPanelHasDataAndEveryAlertLooksAtSomething(@TempDir Path folder) throws IOException {
        Path program = Prometheus.need();
        Instant begin = Instant.now();
        try (Prometheus prometheus = Prometheus.start(program, folder, targets(), ChartWatching.rules(folder));
                Bustle bustle = new Bustle(suite)) {
            await().until(() -> prometheus.read().size() == targets().size());
            bustle.rubbish();

            List<Query> queries = ChartWatching.queries();
            await().atMost(SEEN_WITHIN).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                bustle.round();
                assertThat(empty(prometheus, begin, queries))
                        .extracting(Query::panel)
                        .isSubsetOf(AFTER_A_FAULT);
                assertThat(unmeasured(prometheus)).isSubsetOf(MEASURED_AFTER_A_FAULT);
            });
            System.out.printf(
                    "hongyan: %d of %d queries of dashboards have data%n",
                    queries.size() - empty(prometheus, begin, queries).size(), queries.size());

            assertThat(queries).extracting(Query::panel).containsAll(AFTER_A_FAULT);
            assertThat(prometheus.rules())
                    .isNotEmpty()
                    .allSatisfy(rule -> assertThat(rule.path("health").asText())
                            .as("%s: %s", rule.path("name"), rule.path("lastError"))
                            .isEqualTo("ok"));
            // The rubbish is a real fault, and has been told of.
            await().atMost(SEEN_WITHIN)
                    .untilAsserted(() -> assertThat(firing(prometheus)).contains("HongyanDeadLetters"));
            System.out.println("hongyan: alerts that fire after rubbish: " + firing(prometheus));
        }
    }

    private List<Target> targets() {
        return List.of(
                new Target("connector", suite.ports().connector()),
                new Target("api", suite.ports().message()),
                new Target("presence", suite.ports().presence()),
                new Target("history", suite.ports().history()),
                new Target("push", suite.ports().push()));
    }

    /** Those that gave no number since the beginning. */
    private static List<Query> empty(Prometheus prometheus, Instant begin, List<Query> queries) {
        return queries.stream()
                .filter(query ->
                        prometheus.since(begin, query.expression()).stream().noneMatch(WatchedIT::hasNumber))
                .toList();
    }

    private static boolean hasNumber(JsonNode series) {
        for (JsonNode sample : series.get("values")) {
            if (!sample.get(1).asText().matches("NaN|[+-]Inf")) {
                return true;
            }
        }
        return false;
    }

    /** What rules look at, and nobody measures. */
    private static Set<String> unmeasured(Prometheus prometheus) {
        return prometheus.rules().stream()
                .flatMap(rule -> METRIC.matcher(rule.path("query").asText()).results())
                .map(MatchResult::group)
                .map(found -> found.substring(0, found.length() - 1))
                .distinct()
                .filter(metric -> prometheus
                        .now("%s{namespace=\"%s\"}".formatted(metric, Prometheus.NAMESPACE))
                        .isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> firing(Prometheus prometheus) {
        return prometheus.now("ALERTS{alertstate=\"firing\"}").stream()
                .map(series -> series.at("/metric/alertname").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
