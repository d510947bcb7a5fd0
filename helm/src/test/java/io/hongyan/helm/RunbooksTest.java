package io.hongyan.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each alert has a page that says what to do, and leads there. */
class RunbooksTest {

    private static final Path FOLDER = Path.of("..", "docs", "runbooks");

    @Test
    void eachAlertHasItsPageAndEachPageItsAlert() throws IOException {
        Set<String> alerts = AlertsTest.rules().stream().map(Rule::getAlert).collect(Collectors.toSet());

        try (Stream<Path> pages = Files.list(FOLDER)) {
            assertThat(pages.map(page -> page.getFileName().toString().replaceFirst("\\.md$", "")))
                    .filteredOn(name -> !name.equals("README"))
                    .containsExactlyInAnyOrderElementsOf(alerts);
        }
    }

    @Test
    void pagesSayWhatTheyAreForAndTheIndexHasThem() throws IOException {
        String index = Files.readString(FOLDER.resolve("README.md"));
        for (Rule rule : AlertsTest.rules()) {
            String severity = rule.getLabels().get("severity");
            assertThat(Files.readString(FOLDER.resolve(rule.getAlert() + ".md")))
                    .as(rule.getAlert())
                    .startsWith("# %s\n\nSeverity: %s.\n".formatted(rule.getAlert(), severity))
                    .contains("\n## What it means\n", "\n## What to look at\n", "\n## What to do\n");
            assertThat(index).contains("| [%s](%s.md) | %s |".formatted(rule.getAlert(), rule.getAlert(), severity));
        }
    }

    @Test
    void alertsLeadToTheirPages() {
        assertThat(AlertsTest.rules())
                .allSatisfy(rule -> assertThat(rule.getAnnotations().get("runbook_url"))
                        .isEqualTo("docs/runbooks/%s.md".formatted(rule.getAlert())));
    }

    @Test
    void aSiteSaysWhereItsPagesAre() {
        var rules = AlertsTest.rules(Switches.named("watched by Prometheus")
                .with("prometheusRule: {runbookUrl: \"https://wiki.example.com/chat/\"}"));

        assertThat(rules.getFirst().getAnnotations())
                .containsEntry("runbook_url", "https://wiki.example.com/chat/HongyanDeadLetters.md");
    }
}
