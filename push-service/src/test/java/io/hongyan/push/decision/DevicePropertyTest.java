package io.hongyan.push.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.push.decision.Household.Event;
import io.hongyan.push.decision.Household.Told;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** A user with two phones, over whatever may happen: every alert of every message, as the shell drives them. */
class DevicePropertyTest {

    private static final int HISTORY = 60;

    /** However things go, a device is told of a message once; twice only where a crash hid that it had been told. */
    @Property
    void noDeviceIsToldTwice(@ForAll @Size(max = HISTORY) List<Household.Happening> history) {
        var household = new Household();

        history.forEach(household::happens);
        household.settles();

        Set<Event> told = new HashSet<>();
        Set<Event> excused = new HashSet<>();
        for (Told alert : household.told()) {
            for (Event event : alert.of()) {
                assertThat(told.add(event) || excused.contains(event))
                        .as("%s again, by %s", event, alert)
                        .isTrue();
                if (alert.forgotten()) {
                    excused.add(event);
                } else {
                    excused.remove(event);
                }
            }
        }
    }

    /** What was confirmed in the foreground, or read anywhere, or taken back, is told nobody afterwards. */
    @Property
    void nothingIsToldThatNobodyNeeds(@ForAll @Size(max = HISTORY) List<Household.Happening> history) {
        var household = new Household();

        history.forEach(household::happens);
        household.settles();

        assertThat(household.told())
                .allSatisfy(alert -> assertThat(alert.needless()).isEmpty());
    }

    /** A device is told of everything that nothing spoke against, or else of something later in the conversation. */
    @Property
    void nothingIsMissing(@ForAll @Size(max = HISTORY) List<Household.Happening> history) {
        var household = new Household();

        history.forEach(household::happens);
        household.settles();

        Set<Event> told = new HashSet<>();
        household.told().forEach(alert -> told.addAll(alert.of()));
        assertThat(household.owed())
                .allSatisfy(event -> assertThat(
                                told.contains(event) || told.stream().anyMatch(other -> other.isLaterThan(event)))
                        .isTrue());
    }

    /** What a screen says of a conversation never goes back to an earlier message, unless that speaks to the user by name. */
    @Property
    void noWordsAreReplacedByOlderOnes(@ForAll @Size(max = HISTORY) List<Household.Happening> history) {
        var household = new Household();

        history.forEach(household::happens);
        household.settles();

        Map<List<String>, Told> shown = new HashMap<>();
        for (Told alert : household.told()) {
            Event last = alert.of().getLast();
            Told before = shown.put(List.of(last.device(), last.conversation()), alert);
            assertThat(before != null
                            && before.of().getLast().isLaterThan(last)
                            && !alert.excused()
                            && !before.forgotten())
                    .as("%s after %s", alert, before)
                    .isFalse();
        }
    }

    /** The log from the beginning once more: nothing is told again. */
    @Property
    void aReplaySaysNothing(@ForAll @Size(max = HISTORY) List<Household.Happening> history) {
        var household = new Household();
        history.forEach(household::happens);
        household.settles();
        int before = household.told().size();

        household.replays();
        household.settles();

        assertThat(household.told()).hasSize(before);
    }

    /** Left alone, every alert comes to an end, and no kind of deferral is told twice of one. */
    @Property
    void everythingEnds(@ForAll @Size(max = HISTORY) List<Household.Happening> history) {
        var household = new Household();

        history.forEach(household::happens);
        household.settles();

        assertThat(household.pending()).isEmpty();
        assertThat(household.deferrals()).doesNotHaveDuplicates();
    }
}
