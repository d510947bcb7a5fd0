package io.hongyan.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The rules are held against a small service in this package that breaks each of them once. */
class ArchitectureRulesTest {

    private static final String ROOT = "io.hongyan.testkit.sample";
    private static final JavaClasses SAMPLE = new ClassFileImporter().importPackages(ROOT);

    @Test
    void coreThatReadsFilesIsFound() {
        assertThat(violations("cores know only the language, generated messages and themselves"))
                .contains("ReadsFiles")
                .doesNotContain("SampleConfig")
                .doesNotContain("SampleConsumer");
    }

    @Test
    void coreThatSeesItsShellIsFound() {
        assertThat(violations("cores do not see shells")).contains("SeesShell");
    }

    @Test
    void coreThatAsksForTheTimeIsFound() {
        assertThat(violations("nobody in a core asks what time it is"))
                .contains("AsksTime")
                .doesNotContain("SampleConsumer");
    }

    private static String violations(String rule) {
        return requireNonNull(ArchitectureRules.of(ROOT).rules().get(rule))
                .evaluate(SAMPLE)
                .getFailureReport()
                .toString();
    }
}
