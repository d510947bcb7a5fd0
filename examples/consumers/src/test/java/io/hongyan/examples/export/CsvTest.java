package io.hongyan.examples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.events.v1.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void whatHasAMeaningInALineIsQuoted() {
        assertThat(Csv.line(List.of("plain", "a,b", "say \"hi\"", "two\r\nlines", "")))
                .isEqualTo("plain,\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\",\r\n");
    }

    @Test
    void whatPeopleWriteIsNoFormula() {
        assertThat(Csv.harmless("=HYPERLINK(\"http://x\")")).isEqualTo("'=HYPERLINK(\"http://x\")");
        assertThat(Csv.harmless("1 + 1 = 2")).isEqualTo("1 + 1 = 2");
        assertThat(Csv.harmless("")).isEmpty();
    }

    @Test
    void aRowHasAsManyValuesAsThereAreColumnsWhateverTheKind() {
        assertThat(EventRow.of(Event.getDefaultInstance(), true)).hasSameSizeAs(EventRow.COLUMNS);
    }

    @Test
    void aDayIsWhatTheZoneSaysItIs() {
        var longDay = new Day(LocalDate.of(2026, 10, 25), ZoneId.of("Europe/Berlin"));

        assertThat(Duration.between(longDay.begin(), longDay.end())).isEqualTo(Duration.ofHours(25));
        assertThat(longDay.has(Instant.parse("2026-10-24T22:00:00Z"))).isTrue();
        assertThat(longDay.has(Instant.parse("2026-10-25T23:00:00Z"))).isFalse();
    }
}
