package io.hongyan.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

    @Test
    void theSameSeedGivesTheSameSchedule() {
        assertThat(schedule(7, Scope.ALL)).isEqualTo(schedule(7, Scope.ALL));
        assertThat(schedule(8, Scope.ALL).rounds())
                .isNotEqualTo(schedule(7, Scope.ALL).rounds());
    }

    @Test
    void peopleDoTheSameWhicheverFaultsAreAskedFor() {
        List<Act> all = acts(schedule(7, Scope.ALL), Act.ByUser.class);

        assertThat(acts(schedule(7, Scope.NONE), Act.ByUser.class)).isEqualTo(all);
        assertThat(acts(schedule(7, Scope.of("kill-push")), Act.ByUser.class)).isEqualTo(all);
    }

    @Test
    void overManySeedsEverythingHappensToEveryService() {
        Set<String> happened = LongStream.range(0, 50)
                .mapToObj(seed -> schedule(seed, Scope.ALL))
                .flatMap(schedule -> acts(schedule, Act.Fault.class).stream())
                .map(Act::toString)
                .collect(Collectors.toSet());

        assertThat(happened)
                .isEqualTo(EnumSet.allOf(Victim.class).stream()
                        .flatMap(victim ->
                                Stream.of("SIGKILL ", "SIGSTOP ", "SIGCONT ").map(how -> how + victim.word()))
                        .collect(Collectors.toSet()));
    }

    @Test
    void overAFewSeedsPeopleDoEverything() {
        Set<Class<?>> done = LongStream.range(0, 10)
                .mapToObj(seed -> schedule(seed, Scope.NONE))
                .flatMap(schedule -> acts(schedule, Act.ByUser.class).stream())
                .map(Act::getClass)
                .collect(Collectors.toSet());

        assertThat(done)
                .containsAll(List.of(Deed.class.getPermittedSubclasses()))
                .contains(Act.Send.class, Act.Resend.class, Act.Read.class, Act.Recall.class, Act.Drop.class);
    }

    @Test
    void aPartIsTheSameWithoutTheRest() {
        Schedule whole = schedule(7, Scope.ALL);
        Selection all = Selection.all(whole);
        assertThat(all.of(whole)).isEqualTo(whole);

        Schedule part = new Selection(Set.of("u03"), Set.of(2)).of(whole);

        assertThat(acts(part, Act.ByUser.class))
                .isNotEmpty()
                .isEqualTo(acts(whole, Act.ByUser.class).stream()
                        .filter(act -> ((Act.ByUser) act).device().user().equals("u03"))
                        .toList());
        assertThat(acts(part, Act.Fault.class))
                .isEqualTo(acts(whole, Act.Fault.class).subList(1, 2));
        assertThat(all.size()).isEqualTo(20 + acts(whole, Act.Fault.class).size());
    }

    @ParameterizedTest
    @CsvSource({
        "kill, SIGKILL, ''",
        "pause, SIGSTOP|SIGCONT, ''",
        "message, SIGKILL|SIGSTOP|SIGCONT, message",
        "kill-history, SIGKILL, history",
        "pause-connector, SIGSTOP|SIGCONT, connector",
    })
    void onlyWhatIsAskedForIsInjected(String word, String how, String victim) {
        List<Act> faults = LongStream.range(0, 20)
                .mapToObj(seed -> schedule(seed, Scope.of(word)))
                .flatMap(schedule -> acts(schedule, Act.Fault.class).stream())
                .toList();

        assertThat(faults)
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault.toString()).matches("(%s) .*%s".formatted(how, victim)));
    }

    @Test
    void noneInjectsNothing() {
        assertThat(schedule(7, Scope.NONE).faultCount()).isZero();
    }

    @Test
    void anUnknownKindIsToldWithThoseThereAre() {
        assertThatThrownBy(() -> Scope.of("kill-kafka"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'kill-kafka' is no kind of fault")
                .hasMessageContaining("presence");
    }

    private static Schedule schedule(long seed, Scope scope) {
        return Schedule.of(new Settings(seed, 20, 2, Duration.ofSeconds(20), 20, scope));
    }

    private static <T extends Act> List<Act> acts(Schedule schedule, Class<T> kind) {
        return schedule.rounds().stream()
                .flatMap(round -> round.steps().stream())
                .map(Step::act)
                .filter(kind::isInstance)
                .toList();
    }
}
