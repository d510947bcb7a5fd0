package io.hongyan.bench.group;

import io.hongyan.bench.aim.Tally;
import io.hongyan.bench.chat.LoadUser;
import io.hongyan.bench.login.Door;
import io.hongyan.client.connection.netty.Connections;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Makes groups whose members are all online and write in turn, at the suite. */
public final class Gathering {

    /** As our client does while messages keep coming. */
    private static final Duration CONFIRM_EVERY = Duration.ofSeconds(1);

    private Gathering() {}

    /** Logs all of them in, and makes the group. */
    public static List<LoadUser> of(int members, Door door, Connections connections, Tally tally) {
        String run = Long.toString(System.nanoTime(), 36);
        List<String> names = IntStream.range(0, members)
                .mapToObj(member -> "group-%s-%d".formatted(run, member))
                .toList();
        List<LoadUser> users = names.stream()
                .map(name -> LoadUser.logIn(connections, door.address(), name, door.token(name), tally, CONFIRM_EVERY))
                .toList();
        String group = users.getFirst().createGroup(run, names.subList(1, members));
        users.forEach(user -> user.writeIn(group));
        return users;
    }
}
