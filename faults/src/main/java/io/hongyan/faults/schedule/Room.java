package io.hongyan.faults.schedule;

import java.util.List;

/**
 * Where messages are sent to.
 *
 * @param name what the schedule calls it, unique
 * @param group whether it is a group; else it is a conversation of two
 * @param members user ids; the first one of a group creates it
 */
public record Room(String name, boolean group, List<String> members) {

    /** A conversation of two has two. */
    public Room {
        if (members.size() < 2 || (!group && members.size() != 2)) {
            throw new IllegalArgumentException("%s cannot have %d members.".formatted(name, members.size()));
        }
    }

    /** Whether a user created it, and hence owns it. */
    public boolean isBy(String user) {
        return group && members.getFirst().equals(user);
    }

    @Override
    public String toString() {
        return name;
    }
}
