package io.hongyan.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** There is an alert for what docs/operations.md says to watch, and none for what no service measures. */
class AlertsTest {

    private static final Pattern METRIC = Pattern.compile("\\b(?:hongyan|kafka)_[a-z_]+[a-z]");

    /** Told by another alert of the same row of the page. */
    private static final Set<String> TOLD_BY_ANOTHER =
            Set.of("hongyan_welcome_step_duration_seconds", "hongyan_session_live");

    @Test
    void everyMetricIsOneThatThePageHas() {
        assertThat(measured()).isSubsetOf(page());
    }

    @Test
    void everyMetricToWatchHasAnAlert() {
        Set<String> watched = page();
        watched.removeAll(TOLD_BY_ANOTHER);

        assertThat(measured()).containsAll(watched);
    }

    @Test
    void alertsHaveNamesSeveritiesAndSentences() {
        assertThat(rules()).extracting(Rule::getAlert).doesNotHaveDuplicates().doesNotContainNull();
        assertThat(rules()).allSatisfy(rule -> {
            assertThat(rule.getLabels().get("severity")).isIn("info", "warning", "critical");
            assertThat(rule.getAnnotations().get("summary")).endsWith(".").doesNotContain("`");
            assertThat(rule.getExpr().getStrVal())
                    .contains("namespace=\"chat\"")
                    .doesNotContain("{{");
        });
    }

    @Test
    void everyPromiseIsWatchedOverLongAndShortWindows() {
        Set<String> windows = recorded().stream()
                .map(Rule::getRecord)
                .filter(record -> record.startsWith("hongyan:slo_errors:ratio_rate"))
                .map(record -> record.replaceFirst(".*_rate", ""))
                .collect(Collectors.toSet());

        assertThat(windows).containsExactlyInAnyOrder("5m", "30m", "1h", "2h", "6h", "1d", "3d");
        assertThat(rules())
                .filteredOn(rule -> rule.getAlert().contains("Budget"))
                .hasSize(8)
                .allSatisfy(rule -> assertThat(rule.getExpr().getStrVal())
                        .contains("release=\"hongyan\"", ">= 10)", " and ", " or "));
    }

    @Test
    void aSitePromisesWhatItWants() {
        Chart chart = Switches.named("watched by Prometheus")
                .with("prometheusRule: {slo: {errorsMin: 50, ack: {percent: 99.5, seconds: 0.25}}}");

        assertThat(all(chart))
                .anySatisfy(rule -> {
                    assertThat(rule.getRecord()).isEqualTo("hongyan:slo_errors:ratio_rate5m");
                    assertThat(rule.getExpr().getStrVal()).contains("le=~\"0[.]25([.]0)?\"");
                })
                .anySatisfy(rule -> {
                    assertThat(rule.getAlert()).isEqualTo("HongyanAckBudgetBurnsFast");
                    assertThat(rule.getExpr().getStrVal()).contains("> 14.4 * (1 - 99.5 / 100)", ">= 50)");
                });
    }

    @Test
    void aConnectorIsNearlyFullByItsOwnLimit() {
        Chart chart = Switches.named("watched by Prometheus")
                .with("connector: {extraConfig: {hongyan.connector.limits.connections-max: \"500\"}}");

        assertThat(rules(chart))
                .anySatisfy(it -> assertThat(it.getExpr().getStrVal()).contains("> 0.9 * 500"));
    }

    @Test
    void prometheusReadsMetricsWhereTheyAre() {
        ServiceMonitor monitor =
                Switches.named("watched by Prometheus").render().get(ServiceMonitor.class, "hongyan");

        assertThat(monitor.getSpec().getEndpoints()).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.getPath()).isEqualTo("/q/metrics");
            assertThat(endpoint.getPort()).isEqualTo("http");
        });
        assertThat(monitor.getMetadata().getLabels()).containsEntry("release", "prometheus");
    }

    static List<Rule> rules() {
        return rules(Switches.named("watched by Prometheus"));
    }

    static List<Rule> rules(Chart chart) {
        return all(chart).filter(rule -> rule.getAlert() != null).toList();
    }

    /** What is computed ahead of alerts and dashboards. */
    static List<Rule> recorded() {
        return all(Switches.named("watched by Prometheus"))
                .filter(rule -> rule.getAlert() == null)
                .toList();
    }

    private static Stream<Rule> all(Chart chart) {
        return chart.render().get(PrometheusRule.class, "hongyan").getSpec().getGroups().stream()
                .flatMap(group -> group.getRules().stream());
    }

    /** What the alerts look at, by the names that the page uses: a timer without the end that a query picks. */
    private static Set<String> measured() {
        return all(Switches.named("watched by Prometheus"))
                .map(rule -> rule.getExpr().getStrVal())
                .flatMap(expression -> METRIC.matcher(expression).results())
                .map(MatchResult::group)
                .map(metric -> metric.replaceFirst("_seconds_(bucket|sum|count)$", "_seconds"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The metrics of the first column of What to watch. */
    private static Set<String> page() {
        String all = Drawing.operations();
        String section = all.substring(all.indexOf("## What to watch"), all.indexOf("## The self-check"));
        return section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", -1)[1])
                .flatMap(cell -> METRIC.matcher(cell).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
