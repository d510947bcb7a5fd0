package io.hongyan.faults.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Who there is.
 *
 * @param devices one or two for each user
 * @param rooms conversations of two among neighbours, so that each sees traffic, and some groups
 */
public record Population(List<Device> devices, List<Room> rooms) {

    /** A group for so many users. */
    private static final int USERS_PER_GROUP = 5;

    private static final int GROUP_MEMBERS_MIN = 3;
    private static final int GROUP_MEMBERS_MAX = 8;

    static Population of(Settings settings, Random random) {
        int users = settings.users();
        List<String> ids = new ArrayList<>();
        List<Device> devices = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            String id = settings.name("u%02d".formatted(user));
            ids.add(id);
            devices.add(new Device(id, "phone"));
            if (random.nextBoolean()) {
                devices.add(new Device(id, "tablet"));
            }
        }
        List<Room> rooms = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            String id = ids.get(user);
            String next = ids.get((user + 1) % users);
            rooms.add(new Room(id + "+" + next, false, List.of(id, next)));
        }
        for (int group = 0; group < Math.max(1, users / USERS_PER_GROUP); group++) {
            List<String> shuffled = new ArrayList<>(ids);
            Collections.shuffle(shuffled, random);
            int size = Math.min(users, random.nextInt(GROUP_MEMBERS_MIN, GROUP_MEMBERS_MAX + 1));
            rooms.add(new Room("group-" + group, true, List.copyOf(shuffled.subList(0, size))));
        }
        return new Population(List.copyOf(devices), List.copyOf(rooms));
    }

    /** All users, in order. */
    public List<String> users() {
        return devices.stream().map(Device::user).distinct().toList();
    }

    /** The rooms that a user is in at first. */
    List<Room> roomsOf(String user) {
        return rooms.stream().filter(room -> room.members().contains(user)).toList();
    }
}
