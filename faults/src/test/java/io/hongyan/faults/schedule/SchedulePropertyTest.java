package io.hongyan.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SchedulePropertyTest {

    /** A schedule can be carried out: nobody acts while away, or on a message that was not sent; all is healed at the end. */
    @Property(tries = 100)
    void everyScheduleMakesSense(@ForAll long seed, @ForAll @IntRange(min = 2, max = 30) int users) {
        Schedule schedule = Schedule.of(new Settings(seed, users, 2, Duration.ofSeconds(10), 20, Scope.ALL));

        Map<Integer, String> senders = new HashMap<>();
        Map<Integer, String> editors = new HashMap<>();
        for (Round round : schedule.rounds()) {
            assertThat(round.steps()).isSortedAccordingTo(Comparator.comparing(Step::at));
            Set<Device> away = new HashSet<>();
            Set<Fault> lasting = new HashSet<>();
            for (Step step : round.steps()) {
                switch (step.act()) {
                    case Act.Return(Device device) ->
                        assertThat(away.remove(device)).isTrue();
                    case Act.Leave(Device device) ->
                        assertThat(away.add(device)).isTrue();
                    case Act.Send(Device device, Room room, int message, boolean _) -> {
                        assertThat(away).doesNotContain(device);
                        assertThat(mayBeIn(room, device.user())).isTrue();
                        assertThat(senders.put(message, device.user())).isNull();
                    }
                    case Act.Resend(Device device, int message) ->
                        assertThat(senders).containsEntry(message, device.user());
                    case Act.Recall(Device device, int message) ->
                        assertThat(senders).containsEntry(message, device.user());
                    case Act.Read(Device device, Room room) -> {
                        assertThat(away).doesNotContain(device);
                        assertThat(mayBeIn(room, device.user())).isTrue();
                    }
                    case Act.Drop(Device device) -> assertThat(away).doesNotContain(device);
                    case Deed deed -> makesSense(deed, away, senders);
                    case Afterthought act -> {
                        assertThat(away).doesNotContain(act.device());
                        makesSense(act, senders, editors);
                    }
                    case Fault fault -> {
                        assertThat(fault.kind().victims()).contains(fault.victim());
                        if (!fault.length().isZero()) {
                            lasting.add(fault);
                        }
                    }
                    case Fault.Relief(Fault fault) ->
                        assertThat(lasting.remove(fault)).isTrue();
                }
            }
            assertThat(away).isSubsetOf(sleepers(round));
            assertThat(lasting).isEmpty();
        }
    }

    private static void makesSense(Deed deed, Set<Device> away, Map<Integer, String> senders) {
        Device device = deed.device();
        switch (deed) {
            case Deed.Crash(Device _, Room room, int message) -> {
                assertThat(away.add(device)).isTrue();
                assertThat(mayBeIn(room, device.user())).isTrue();
                assertThat(senders.put(message, device.user())).isNull();
            }
            case Deed.Sleep _ -> assertThat(away.add(device)).isTrue();
            case Deed.ByBackEnd(Device _, Room room, int message, boolean _) -> {
                assertThat(mayBeIn(room, device.user())).isTrue();
                assertThat(senders.put(message, device.user())).isNull();
            }
            case Deed.Add(Device _, Room room, String user) -> {
                assertThat(room.isBy(device.user())).isTrue();
                assertThat(user).isNotEqualTo(device.user());
            }
            case Deed.Remove(Device _, Room room, String user) -> {
                assertThat(room.isBy(device.user())).isTrue();
                assertThat(user).isNotEqualTo(device.user());
            }
            case Deed.Quit(Device _, Room room) ->
                assertThat(room.group() && !room.isBy(device.user())).isTrue();
            case Deed.Block(Device _, Room room, boolean _) ->
                assertThat(room.group()).isFalse();
            case Deed.NewDevice _, Deed.Background _ -> assertThat(away).doesNotContain(device);
            case Deed.Mute(Device _, Room room, boolean _) ->
                assertThat(mayBeIn(room, device.user())).isTrue();
        }
    }

    private static void makesSense(Afterthought act, Map<Integer, String> senders, Map<Integer, String> editors) {
        String user = act.device().user();
        switch (act) {
            case Afterthought.Edit(Device _, int message, int edit, Afterthought.Line _) -> {
                assertThat(senders).containsKey(message);
                assertThat(editors.put(edit, user)).isNull();
            }
            case Afterthought.EditAgain(Device _, int edit) ->
                assertThat(editors).containsEntry(edit, user);
            case Afterthought.React(Device _, int message, String _, boolean _) ->
                assertThat(senders).containsKey(message);
            case Afterthought.Answer(Device _, int answer, int message) -> {
                assertThat(senders).containsKey(message);
                assertThat(senders.put(answer, user)).isNull();
            }
        }
    }

    private static boolean mayBeIn(Room room, String user) {
        return room.group() || room.members().contains(user);
    }

    private static Set<Device> sleepers(Round round) {
        return round.steps().stream()
                .filter(step -> step.act() instanceof Deed.Sleep)
                .map(step -> ((Deed.Sleep) step.act()).device())
                .collect(Collectors.toSet());
    }
}
