package io.hongyan.history.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.history.search.Windows.Level;
import io.hongyan.history.search.Windows.Window;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** In which steps is looked back. */
class WindowsTest {

    private static final long NOW = 1_800_000_000_000L;

    @Test
    void stepsGrowUntilAllTimesAreSeen() {
        List<Window> windows = Windows.of(0, NOW);

        assertThat(windows).hasSize(7);
        assertThat(windows.getLast()).isEqualTo(new Window(0, ""));
        assertThat(windows).extracting(Window::fromMs).isSortedAccordingTo((one, other) -> Long.compare(other, one));
        assertThat(windows.getFirst().query())
                .isEqualTo("('0:%s' | '0:%s')"
                        .formatted(
                                Long.toString(Level.HOURS.number(NOW) - 1, 36),
                                Long.toString(Level.HOURS.number(NOW), 36)));
    }

    @Test
    void theLastStepReachesAsFarAsIsWantedAndNoFurther() {
        long twoDays = 2 * 86_400_000L;

        List<Window> windows = Windows.of(NOW - twoDays, NOW);

        assertThat(windows).hasSize(2);
        assertThat(windows.getLast().fromMs()).isEqualTo(NOW - twoDays);
    }

    /** Whatever is wanted, a message from then is in the last step. */
    @Property
    void nothingWantedIsLeftOut(
            @ForAll @LongRange(max = NOW) long after,
            @ForAll @LongRange(max = NOW) long until,
            @ForAll @LongRange(max = NOW) long time) {
        Window last = Windows.of(after, until).getLast();

        if (after <= time && time <= until) {
            assertThat(last.fromMs()).isLessThanOrEqualTo(time);
            assertThat(last.query().isEmpty() || names(last, time)).isTrue();
        }
        assertThat(last.fromMs()).isGreaterThanOrEqualTo(after);
    }

    private static boolean names(Window window, long time) {
        return List.of(Level.values()).stream()
                .anyMatch(level -> window.query().contains(Lexemes.quoted(Lexemes.ofTime(level, level.number(time)))));
    }
}
