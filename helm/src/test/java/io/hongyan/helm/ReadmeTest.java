package io.hongyan.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README's table of values follows from the chart. */
class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final String BEGIN = "<!-- values: begin, made from hongyan/values.yaml and its schema -->\n";
    private static final String END = "<!-- values: end -->\n";

    @Test
    void theTableHasEveryValueAsItIs() throws IOException {
        String table = new ValuesTable().markdown();

        if (Renewal.isWanted()) {
            String page = Files.readString(README);
            Files.writeString(
                    README,
                    page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
                            + table
                            + page.substring(page.indexOf(END)));
        }

        String page = Files.readString(README);
        assertThat(page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END)))
                .describedAs("The table of %s is out of date. Renew it: %s", README, Renewal.COMMAND)
                .isEqualTo(table);
    }

    @Test
    void theSchemaKnowsTheValuesAndNoOthers() throws IOException {
        ValuesTable table = new ValuesTable();

        assertThat(table.schemaPaths())
                .containsExactlyInAnyOrderElementsOf(table.values().keySet());
    }

    @Test
    void everyValueIsDescribed() throws IOException {
        ValuesTable table = new ValuesTable();

        table.values().forEach((path, value) -> {
            if (!table.isRepeated(path)) {
                assertThat(value.comment()).describedAs(path).endsWith(".");
            }
        });
    }
}
