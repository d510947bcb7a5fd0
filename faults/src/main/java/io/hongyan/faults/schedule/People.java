package io.hongyan.faults.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Makes what people do in each round. Nobody acts on a device that is away, and all are back at the end of a round. */
final class People {

    private static final int AWAY_MIN_MS = 2_000;
    private static final int AWAY_MAX_MS = 12_000;

    private final Population population;
    private final Settings settings;
    private final Random random;
    private final Map<String, List<Integer>> messages = new HashMap<>(); // by who sent them
    private final Set<Integer> recalled = new HashSet<>();
    private int sent;

    People(Population population, Settings settings, Random random) {
        this.population = population;
        this.settings = settings;
        this.random = random;
    }

    List<Step> round() {
        long length = settings.roundTime().toMillis();
        long count = settings.actsPerSecond() * length / 1_000;
        List<Long> times = random.longs(count, 0, length).sorted().boxed().toList();
        Map<Device, Long> awayUntil = new HashMap<>();
        List<Step> steps = new ArrayList<>();
        for (long at : times) {
            List<Device> here = population.devices().stream()
                    .filter(device -> awayUntil.getOrDefault(device, -1L) < at)
                    .toList();
            if (!here.isEmpty()) {
                Act.ByUser act = act(here.get(random.nextInt(here.size())));
                steps.add(new Step(Duration.ofMillis(at), act));
                if (act instanceof Act.Leave(Device device)) {
                    long back = Math.min(length, at + random.nextInt(AWAY_MIN_MS, AWAY_MAX_MS));
                    awayUntil.put(device, back);
                    steps.add(new Step(Duration.ofMillis(back), new Act.Return(device)));
                }
            }
        }
        return steps;
    }

    /** Mostly messages; the rest in such shares that each happens several times a minute. */
    private Act.ByUser act(Device device) {
        int dice = random.nextInt(100);
        if (dice < 62) {
            return send(device, false);
        } else if (dice < 67) {
            return send(device, true);
        } else if (dice < 73) {
            return again(device);
        } else if (dice < 92) {
            return new Act.Read(device, room(device));
        } else if (dice < 95) {
            return recall(device);
        } else if (dice < 97) {
            return new Act.Drop(device);
        }
        return new Act.Leave(device);
    }

    private Act.Send send(Device device, boolean cut) {
        messages.computeIfAbsent(device.user(), user -> new ArrayList<>()).add(sent);
        return new Act.Send(device, room(device), sent++, cut);
    }

    private Act.ByUser again(Device device) {
        List<Integer> own = messages.getOrDefault(device.user(), List.of());
        return own.isEmpty() ? send(device, false) : new Act.Resend(device, own.get(random.nextInt(own.size())));
    }

    private Act.ByUser recall(Device device) {
        List<Integer> own = messages.getOrDefault(device.user(), List.of());
        if (own.isEmpty()) {
            return send(device, false);
        }
        int message = own.get(random.nextInt(own.size()));
        return recalled.add(message) ? new Act.Recall(device, message) : new Act.Resend(device, message);
    }

    private Room room(Device device) {
        List<Room> rooms = population.roomsOf(device.user());
        return rooms.get(random.nextInt(rooms.size()));
    }
}
