package io.hongyan.push.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class QuietHoursTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void overMidnightTheyEndOnTheNextDay() {
        var night = new QuietHours(SHANGHAI, 22 * 60, 7 * 60, false);

        assertThat(night.until(at(SHANGHAI, "2026-03-01T22:00"))).isEqualTo(at(SHANGHAI, "2026-03-02T07:00"));
        assertThat(night.until(at(SHANGHAI, "2026-03-02T06:59:59"))).isEqualTo(at(SHANGHAI, "2026-03-02T07:00"));
        assertThat(night.until(at(SHANGHAI, "2026-03-02T07:00"))).isNull();
        assertThat(night.until(at(SHANGHAI, "2026-03-02T21:59"))).isNull();
    }

    @Test
    void withinADayTheyEndOnIt() {
        var noon = new QuietHours(SHANGHAI, 12 * 60, 14 * 60, false);

        assertThat(noon.until(at(SHANGHAI, "2026-03-01T12:30"))).isEqualTo(at(SHANGHAI, "2026-03-01T14:00"));
        assertThat(noon.until(at(SHANGHAI, "2026-03-01T14:00"))).isNull();
        assertThat(noon.until(at(SHANGHAI, "2026-03-01T11:59"))).isNull();
    }

    @Test
    void theUsersClockCountsNotOurs() {
        var night = new QuietHours(SHANGHAI, 22 * 60, 7 * 60, false);

        assertThat(night.until(Instant.parse("2026-03-01T15:00:00Z"))).isEqualTo(Instant.parse("2026-03-01T23:00:00Z"));
    }

    /** On 29 March 2026 clocks in Berlin go from 02:00 to 03:00: there is no half past two. */
    @Test
    void wherePutForwardOverTheirEndTheyEndThen() {
        var night = new QuietHours(BERLIN, 22 * 60, 2 * 60 + 30, false);

        assertThat(night.until(Instant.parse("2026-03-29T00:30:00Z"))).isEqualTo(Instant.parse("2026-03-29T01:00:00Z"));
        assertThat(night.until(Instant.parse("2026-03-29T01:00:00Z"))).isNull();
    }

    /** On 25 October 2026 there it is half past two twice. */
    @Test
    void wherePutBackOverTheirEndTheSecondTimeCounts() {
        var night = new QuietHours(BERLIN, 22 * 60, 2 * 60 + 30, false);
        var secondHalfPastTwo = Instant.parse("2026-10-25T01:30:00Z");

        assertThat(night.until(Instant.parse("2026-10-25T00:15:00Z"))).isEqualTo(secondHalfPastTwo);
        assertThat(night.until(Instant.parse("2026-10-25T01:15:00Z"))).isEqualTo(secondHalfPastTwo);
    }

    private static Instant at(ZoneId zone, String local) {
        return LocalDateTime.parse(local).atZone(zone).toInstant();
    }
}
