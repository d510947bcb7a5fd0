package io.hongyan.bench.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Who talks to whom: each with some others, in groups of twenty, and in one in which all are. */
final class People {

    private static final int GROUP = 20;
    private static final int PARTNERS = 10;

    private final int users;

    People(int users) {
        this.users = users;
    }

    /** Somebody, by number. */
    static String user(int number) {
        return "search-%05d".formatted(number);
    }

    /** All groups, with their members by number. */
    List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        groups.add(new Group(id(0), 0, users));
        for (int first = 0; first < users; first += GROUP) {
            groups.add(new Group(id(groups.size()), first, Math.min(GROUP, users - first)));
        }
        return groups;
    }

    /**
     * A group.
     *
     * @param first the first member's number
     * @param size how many follow, the first included
     */
    record Group(String id, int first, int size) {}

    private static String id(int number) {
        return "g:%026d".formatted(number);
    }

    /** Something that somebody says somewhere: one message in four to all, one in four to a group, the others to one person. */
    Place anywhere(Random random, List<Group> groups) {
        int kind = random.nextInt(4);
        if (kind < 2) {
            Group group = groups.get(kind == 0 ? 0 : 1 + random.nextInt(groups.size() - 1));
            return new Place(group.id(), user(group.first() + random.nextInt(group.size())));
        }
        int one = random.nextInt(users);
        int other = (one + 1 + random.nextInt(Math.min(PARTNERS, users - 1))) % users;
        String id = "d:%s:%s".formatted(user(Math.min(one, other)), user(Math.max(one, other)));
        return new Place(id, user(one));
    }

    /** Where something is said, and by whom. */
    record Place(String conversationId, String writer) {}
}
