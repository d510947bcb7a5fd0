package io.hongyan.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongyan.faults.schedule.Scope.Pair;
import java.time.Duration;
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
    void overManySeedsEverythingHappensToEverybodyItCanHappenTo() {
        Set<String> happened = LongStream.range(0, 2_000)
                .mapToObj(seed -> schedule(seed, Scope.ALL))
                .flatMap(schedule -> faults(schedule).stream())
                .map(Fault::sort)
                .collect(Collectors.toSet());

        assertThat(happened)
                .isEqualTo(Stream.of(Kind.values())
                        .flatMap(kind -> kind.victims().stream().map(victim -> kind.word() + " " + victim.word()))
                        .collect(Collectors.toSet()));
    }

    @Test
    void bothProcessesOfAServiceAreHit() {
        assertThat(LongStream.range(0, 50)
                        .mapToObj(seed -> schedule(seed, Scope.of("kill-message")))
                        .flatMap(schedule -> faults(schedule).stream())
                        .map(Fault::name))
                .contains("kill message", "kill message-2");
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
                .containsAll(List.of(Afterthought.class.getPermittedSubclasses()))
                .contains(Act.Send.class, Act.Resend.class, Act.Read.class, Act.Recall.class, Act.Drop.class);
    }

    @Test
    void aPartIsTheSameWithoutTheRest() {
        Schedule whole = schedule(7, Scope.ALL);
        Selection all = Selection.all(whole);
        assertThat(all.of(whole)).isEqualTo(whole);

        Schedule part = new Selection(Set.of("u03-7"), Set.of(2)).of(whole);

        assertThat(acts(part, Act.ByUser.class))
                .isNotEmpty()
                .isEqualTo(acts(whole, Act.ByUser.class).stream()
                        .filter(act -> ((Act.ByUser) act).device().user().equals("u03-7"))
                        .toList());
        assertThat(acts(part, Fault.class)).isEqualTo(acts(whole, Fault.class).subList(1, 2));
        assertThat(all.size()).isEqualTo(20 + acts(whole, Fault.class).size());
    }

    @ParameterizedTest
    @CsvSource({
        "kill, kill .*",
        "one-way, one-way .*",
        "network, (cut|slow|silent|one-way|forget) .*",
        "message, .* message",
        "kill-history, kill history",
        "one-way-kafka, one-way kafka",
        "'cut-kafka,flush', cut kafka|flush redis",
    })
    void onlyWhatIsAskedForIsInjected(String word, String sort) {
        List<Fault> faults = LongStream.range(0, 20)
                .mapToObj(seed -> schedule(seed, Scope.of(word)))
                .flatMap(schedule -> faults(schedule).stream())
                .toList();

        assertThat(faults)
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault.sort()).matches(sort));
    }

    @Test
    void noneInjectsNothing() {
        assertThat(schedule(7, Scope.NONE).faultCount()).isZero();
    }

    @Test
    void anUnknownKindIsToldWithThoseThereAre() {
        assertThatThrownBy(() -> Scope.of("tickle-kafka"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'tickle-kafka' is no kind of fault")
                .hasMessageContaining("presence");
        assertThatThrownBy(() -> Scope.of("flush-kafka"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("flush cannot be done to kafka.");
        assertThatThrownBy(() -> Scope.of("kill,")).hasMessageContaining("'' is no kind of fault");
    }

    @Test
    void severalKindsAreAllOfThem() {
        assertThat(Scope.of("kill-push,none,disk").pairs())
                .containsExactlyInAnyOrder(new Pair(Kind.KILL, Victim.PUSH), new Pair(Kind.DISK, Victim.KAFKA));
    }

    private static Schedule schedule(long seed, Scope scope) {
        return Schedule.of(new Settings(seed, 20, 2, Duration.ofSeconds(20), 20, scope));
    }

    private static List<Fault> faults(Schedule schedule) {
        return acts(schedule, Fault.class).stream().map(Fault.class::cast).toList();
    }

    private static <T extends Act> List<Act> acts(Schedule schedule, Class<T> kind) {
        return schedule.rounds().stream()
                .flatMap(round -> round.steps().stream())
                .map(Step::act)
                .filter(kind::isInstance)
                .toList();
    }
}
