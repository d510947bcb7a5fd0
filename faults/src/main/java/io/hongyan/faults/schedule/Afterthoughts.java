package io.hongyan.faults.schedule;

import io.hongyan.faults.schedule.Afterthought.Line;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Puts what people do to messages among what else they do, one for so many of these, on devices that are not away. Of a
 * generator of its own, so that a seed's people do otherwise what they did before there was any of this.
 */
final class Afterthoughts {

    /** The numbers of answers are beyond those of all other messages. */
    static final int ANSWERS_FROM = 1_000_000;

    private static final int ONE_FOR = 5;
    private static final int RECENT = 12;
    private static final List<String> EMOJI = List.of("👍", "❤️", "😂", ":waffle:");

    private final Random random;
    private final Set<Device> devices = new LinkedHashSet<>();
    private final Set<Device> away = new LinkedHashSet<>();
    private final List<Written> written = new ArrayList<>();
    private final List<Edited> edited = new ArrayList<>();
    private int answers;

    private record Written(int message, String user, Room room) {}

    private record Edited(int edit, String user) {}

    Afterthoughts(Population population, Random random) {
        this.random = random;
        devices.addAll(population.devices());
    }

    /** The steps of a round, in the order of their times, with more among them. */
    List<Step> among(List<Step> steps) {
        List<Step> all = new ArrayList<>();
        for (Step step : steps) {
            all.add(step);
            if (step.act() instanceof Act.ByUser act) {
                follow(act);
                if (random.nextInt(ONE_FOR) == 0 && !written.isEmpty()) {
                    more().ifPresent(more -> all.add(new Step(step.at(), more)));
                }
            }
        }
        away.clear(); // sleepers are woken between rounds
        return all;
    }

    private void follow(Act.ByUser act) {
        switch (act) {
            case Act.Send(Device device, Room room, int message, boolean _) ->
                written.add(new Written(message, device.user(), room));
            case Deed.ByBackEnd(Device device, Room room, int message, boolean _) ->
                written.add(new Written(message, device.user(), room));
            case Deed.Crash(Device device, Room room, int message) -> {
                written.add(new Written(message, device.user(), room));
                away.add(device);
            }
            case Act.Leave(Device device) -> away.add(device);
            case Deed.Sleep(Device device) -> away.add(device);
            case Act.Return(Device device) -> away.remove(device);
            case Deed.NewDevice(Device device) -> devices.add(device);
            default -> {} // neither writes nor comes nor goes
        }
    }

    /** Nothing where nobody is there who could do what the dice say. */
    private Optional<Afterthought> more() {
        Written message = recent(written);
        int dice = random.nextInt(20);
        if (dice < 7) {
            return here(message.user()::equals).map(device -> edit(device, message));
        } else if (dice < 8) {
            return here(user -> mayBeIn(message.room(), user)).map(device -> edit(device, message));
        } else if (dice < 10) {
            return editAgain();
        } else if (dice < 18) {
            return here(user -> mayBeIn(message.room(), user))
                    .map(device -> new Afterthought.React(
                            device, message.message(), EMOJI.get(random.nextInt(EMOJI.size())), dice < 15));
        }
        return here(user -> mayBeIn(message.room(), user)).map(device -> answer(device, message));
    }

    /** Mostly of the last ones, so that a message is edited several times, and while others react to it. */
    private <T> T recent(List<T> all) {
        int from = random.nextInt(4) == 0 ? 0 : Math.max(0, all.size() - RECENT);
        return all.get(from + random.nextInt(all.size() - from));
    }

    private Optional<Device> here(Predicate<String> user) {
        List<Device> here = devices.stream()
                .filter(device -> user.test(device.user()) && !away.contains(device))
                .toList();
        return here.isEmpty() ? Optional.empty() : Optional.of(here.get(random.nextInt(here.size())));
    }

    private static boolean mayBeIn(Room room, String user) {
        return room.members().contains(user);
    }

    private Afterthought edit(Device device, Written message) {
        var edit = new Edited(edited.size(), device.user());
        edited.add(edit);
        int dice = random.nextInt(6);
        Line line = dice == 0 ? Line.LOST_BEFORE : dice == 1 ? Line.LOST_AFTER : Line.HOLDS;
        return new Afterthought.Edit(device, message.message(), edit.edit(), line);
    }

    private Optional<Afterthought> editAgain() {
        if (edited.isEmpty()) {
            return Optional.empty();
        }
        Edited edit = recent(edited);
        return here(edit.user()::equals).map(device -> new Afterthought.EditAgain(device, edit.edit()));
    }

    private Afterthought answer(Device device, Written message) {
        int answer = ANSWERS_FROM + answers++;
        written.add(new Written(answer, device.user(), message.room()));
        return new Afterthought.Answer(device, answer, message.message());
    }
}
