package io.hongyan.message.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/** Who is named by which messages of a conversation, by their places; once for each message. */
final class Named {

    private static final int FIRST_CAPACITY = 16;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> users = new ArrayList<>();
    private int[] who = new int[FIRST_CAPACITY];
    private int[] where = new int[FIRST_CAPACITY];
    private int size;

    int size() {
        return size;
    }

    void add(String user, int message) {
        if (size == who.length) {
            who = Arrays.copyOf(who, size * 2);
            where = Arrays.copyOf(where, size * 2);
        }
        who[size] = numbers.computeIfAbsent(user, it -> {
            users.add(it);
            return users.size() - 1;
        });
        where[size] = message;
        size++;
    }

    /** The places of those that name a user, ascending. */
    IntStream messages(String user) {
        int number = numbers.getOrDefault(user, -1);
        return IntStream.range(0, size).filter(i -> who[i] == number).map(i -> where[i]);
    }

    void forEach(ObjIntConsumer<String> action) {
        for (int i = 0; i < size; i++) {
            action.accept(users.get(who[i]), where[i]);
        }
    }
}
