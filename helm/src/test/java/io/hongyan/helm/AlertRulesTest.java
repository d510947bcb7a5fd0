package io.hongyan.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each alert fires when it should and is silent when it should, tried by Prometheus's own rules: {@code alerts.txt} says with what. */
class AlertRulesTest {

    private static final Path CASES = Path.of("src", "test", "resources", "alerts.txt");
    private static final Pattern HEAD = Pattern.compile("(fires|silent) (\\w+) at (\\d+)");

    /**
     * One alert and some series.
     *
     * @param minute when it is looked at, from the beginning of the series
     */
    private record Case(String alert, boolean fires, int minute, List<String> series) {}

    @Test
    void eachAlertIsTriedBothWays() throws IOException {
        List<String> alerts = AlertsTest.rules().stream().map(Rule::getAlert).toList();

        for (boolean fires : new boolean[] {true, false}) {
            assertThat(cases().stream()
                            .filter(it -> it.fires() == fires)
                            .map(Case::alert)
                            .distinct())
                    .containsExactlyInAnyOrderElementsOf(alerts);
        }
    }

    @Test
    void theyFireAndAreSilentAsTheyShould() throws IOException, InterruptedException {
        Promtool.need();
        Path folder = Files.createDirectories(Path.of("target", "promtool"));
        PrometheusRule rules = Switches.named("watched by Prometheus").render().get(PrometheusRule.class, "hongyan");
        List<String> tests = new ArrayList<>();
        for (RuleGroup group : rules.getSpec().getGroups()) {
            tests.add(write(folder, group).toString());
        }

        List<String> arguments = new ArrayList<>(List.of("test", "rules"));
        arguments.addAll(tests);
        Promtool.run(arguments.toArray(String[]::new));
    }

    /** A group needs no other: each case evaluates the rules of its own alone, which are looked at every minute of it. */
    private static Path write(Path folder, RuleGroup group) throws IOException {
        List<String> alerts = group.getRules().stream().map(Rule::getAlert).toList();
        Files.writeString(
                folder.resolve(group.getName() + ".yaml"), Serialization.asYaml(Map.of("groups", List.of(group))));
        return Files.writeString(
                folder.resolve(group.getName() + ".test.yaml"),
                Serialization.asYaml(Map.of(
                        "rule_files",
                        List.of(group.getName() + ".yaml"),
                        "evaluation_interval",
                        "1m",
                        "tests",
                        cases().stream()
                                .filter(one -> alerts.contains(one.alert()))
                                .map(AlertRulesTest::test)
                                .toList())));
    }

    private static Map<String, Object> test(Case one) {
        Map<String, Object> test = new LinkedHashMap<>();
        test.put("name", one.alert());
        test.put("interval", "1m");
        test.put(
                "input_series",
                one.series().stream().map(AlertRulesTest::series).toList());
        test.put(
                "promql_expr_test",
                List.of(Map.of(
                        "expr",
                        "count(ALERTS{alertname=\"%s\",alertstate=\"firing\"}) or vector(0)".formatted(one.alert()),
                        "eval_time",
                        one.minute() + "m",
                        "exp_samples",
                        List.of(Map.of("labels", "{}", "value", one.fires() ? 1 : 0)))));
        return test;
    }

    private static Map<String, String> series(String line) {
        int end = line.indexOf('}') + 1;
        return Map.of(
                "series",
                line.substring(0, end).replace("{", "{namespace=\"chat\","),
                "values",
                line.substring(end).strip());
    }

    private static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String line : Files.readAllLines(CASES)) {
            Matcher head = HEAD.matcher(line);
            if (head.matches()) {
                cases.add(new Case(
                        head.group(2),
                        head.group(1).equals("fires"),
                        Integer.parseInt(head.group(3)),
                        new ArrayList<>()));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                cases.getLast().series().add(line);
            }
        }
        return cases;
    }
}
