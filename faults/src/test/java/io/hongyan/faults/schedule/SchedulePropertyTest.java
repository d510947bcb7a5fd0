package io.hongyan.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SchedulePropertyTest {

    /** A schedule can be carried out: nobody acts while away, or on a message that was not sent; all is healed at the end. */
    @Property(tries = 100)
    void everyScheduleMakesSense(@ForAll long seed, @ForAll @IntRange(min = 2, max = 30) int users) {
        Schedule schedule = Schedule.of(new Settings(seed, users, 2, Duration.ofSeconds(10), 20, Scope.ALL));

        Map<Integer, String> senders = new HashMap<>();
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
                        assertThat(room.members()).contains(device.user());
                        assertThat(senders.put(message, device.user())).isNull();
                    }
                    case Act.Resend(Device device, int message) ->
                        assertThat(senders).containsEntry(message, device.user());
                    case Act.Recall(Device device, int message) ->
                        assertThat(senders).containsEntry(message, device.user());
                    case Act.Read(Device device, Room room) -> {
                        assertThat(away).doesNotContain(device);
                        assertThat(room.members()).contains(device.user());
                    }
                    case Act.Drop(Device device) -> assertThat(away).doesNotContain(device);
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
            assertThat(away).isEmpty();
            assertThat(lasting).isEmpty();
        }
    }
}
