package io.hongyan.faults.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Makes what people do in each round. Nobody acts on a device that is away, and all are back at the end of a round, but
 * for sleepers, who are woken at the quiet point. What they want of groups, mutes and blocks is remembered, as if all of it
 * succeeded.
 */
final class People {

    private static final int AWAY_MIN_MS = 2_000;
    private static final int AWAY_MAX_MS = 12_000;
    private static final int NEW_DEVICES_MAX = 8;

    private final Population population;
    private final Settings settings;
    private final Random random;
    private final List<Device> devices;
    private final Map<String, List<Integer>> messages = new HashMap<>(); // by who sent them
    private final Set<Integer> recalled = new HashSet<>();
    private final Map<Room, Set<String>> members = new HashMap<>();
    private final Set<List<Object>> switches = new HashSet<>(); // what is muted and blocked, by whom
    private final Set<Device> inBackground = new LinkedHashSet<>();
    private int sent;
    private int newDevices;

    People(Population population, Settings settings, Random random) {
        this.population = population;
        this.settings = settings;
        this.random = random;
        this.devices = new ArrayList<>(population.devices());
        population.rooms().forEach(room -> members.put(room, new HashSet<>(room.members())));
    }

    List<Step> round() {
        long length = settings.roundTime().toMillis();
        long count = settings.actsPerSecond() * length / 1_000;
        List<Long> times = random.longs(count, 0, length).sorted().boxed().toList();
        Map<Device, Long> awayUntil = new HashMap<>();
        List<Step> steps = new ArrayList<>();
        sleep(length, awayUntil, steps);
        for (long at : times) {
            List<Device> here = devices.stream()
                    .filter(device -> awayUntil.getOrDefault(device, -1L) < at)
                    .toList();
            if (!here.isEmpty()) {
                Act.ByUser act = act(here.get(random.nextInt(here.size())));
                steps.add(new Step(Duration.ofMillis(at), act));
                if (act instanceof Act.Leave || act instanceof Deed.Crash) {
                    long back = Math.min(length, at + random.nextInt(AWAY_MIN_MS, AWAY_MAX_MS));
                    awayUntil.put(act.device(), back);
                    steps.add(new Step(Duration.ofMillis(back), new Act.Return(act.device())));
                }
            }
        }
        inBackground.forEach(
                device -> steps.add(new Step(Duration.ofMillis(length), new Deed.Background(device, false))));
        inBackground.clear();
        return steps;
    }

    /** One user puts all devices away at the beginning, and takes them up only when the round is over. */
    private void sleep(long length, Map<Device, Long> awayUntil, List<Step> steps) {
        String sleeper = devices.get(random.nextInt(devices.size())).user();
        for (Device device : devices) {
            if (device.user().equals(sleeper)) {
                awayUntil.put(device, length);
                steps.add(new Step(Duration.ZERO, new Deed.Sleep(device)));
            }
        }
    }

    /** Mostly messages; the rest in such shares that each happens several times a minute. */
    private Act.ByUser act(Device device) {
        int dice = random.nextInt(200);
        if (dice < 104) {
            return new Act.Send(device, room(device), message(device), false);
        } else if (dice < 114) {
            return new Act.Send(device, room(device), message(device), true);
        } else if (dice < 126) {
            return again(device);
        } else if (dice < 162) {
            return new Act.Read(device, room(device));
        } else if (dice < 168) {
            return recall(device);
        } else if (dice < 172) {
            return new Act.Drop(device);
        } else if (dice < 177) {
            return new Act.Leave(device);
        }
        return deed(device, dice);
    }

    private Act.ByUser deed(Device device, int dice) {
        if (dice < 180) {
            return new Deed.Crash(device, room(device), message(device));
        } else if (dice < 185) {
            return new Deed.ByBackEnd(device, room(device), message(device), random.nextInt(4) == 0);
        } else if (dice < 188) {
            Room room = room(device);
            return new Deed.Mute(device, room, turn("mute", device.user(), room));
        } else if (dice < 191) {
            return block(device);
        } else if (dice < 196) {
            return group(device);
        } else if (dice < 199) {
            boolean on = inBackground.add(device) || !inBackground.remove(device);
            return new Deed.Background(device, on);
        }
        return newDevice(device);
    }

    private int message(Device device) {
        messages.computeIfAbsent(device.user(), user -> new ArrayList<>()).add(sent);
        return sent++;
    }

    private Act.ByUser again(Device device) {
        List<Integer> own = messages.getOrDefault(device.user(), List.of());
        return own.isEmpty()
                ? new Act.Send(device, room(device), message(device), false)
                : new Act.Resend(device, own.get(random.nextInt(own.size())));
    }

    private Act.ByUser recall(Device device) {
        List<Integer> own = messages.getOrDefault(device.user(), List.of());
        if (own.isEmpty()) {
            return again(device);
        }
        int message = own.get(random.nextInt(own.size()));
        return recalled.add(message) ? new Act.Recall(device, message) : new Act.Resend(device, message);
    }

    /** Turns a switch, and says whether it is on now. */
    private boolean turn(String which, String user, Room room) {
        List<Object> key = List.of(which, user, room);
        return switches.add(key) || !switches.remove(key);
    }

    /** A block is lifted with the next throw for the same pair, by whoever made it. */
    private Act.ByUser block(Device device) {
        List<Room> pairs = population.roomsOf(device.user()).stream()
                .filter(room -> !room.group())
                .toList();
        Room room = pairs.get(random.nextInt(pairs.size()));
        return new Deed.Block(device, room, turn("block", device.user(), room));
    }

    /** Who created a group adds and removes; others leave. */
    private Act.ByUser group(Device device) {
        String user = device.user();
        for (Room room : population.roomsOf(user)) {
            Set<String> in = members.get(room);
            if (room.group() && in != null && room.isBy(user)) {
                List<String> others = population.users().stream()
                        .filter(other -> !other.equals(user))
                        .toList();
                String other = others.get(random.nextInt(others.size()));
                return in.add(other) ? new Deed.Add(device, room, other) : removed(device, room, other, in);
            }
            if (room.group() && in != null && in.remove(user)) {
                return new Deed.Quit(device, room);
            }
        }
        return new Act.Drop(device);
    }

    private static Act.ByUser removed(Device device, Room room, String other, Set<String> in) {
        in.remove(other);
        return new Deed.Remove(device, room, other);
    }

    private Act.ByUser newDevice(Device device) {
        if (newDevices == NEW_DEVICES_MAX) {
            return new Act.Drop(device);
        }
        var added = new Device(device.user(), "new" + newDevices++);
        devices.add(added);
        return new Deed.NewDevice(added);
    }

    /** Mostly where the user is a member now; sometimes where the user was one at the beginning. */
    private Room room(Device device) {
        String user = device.user();
        List<Room> rooms = population.rooms().stream()
                .filter(room -> members.getOrDefault(room, Set.of()).contains(user))
                .toList();
        if (rooms.isEmpty() || random.nextInt(50) == 0) {
            rooms = population.roomsOf(user);
        }
        return rooms.get(random.nextInt(rooms.size()));
    }
}
