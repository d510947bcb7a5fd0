package io.hongyan.bench.offline;

import io.hongyan.bench.Report;
import io.hongyan.bench.aim.Absence;
import io.hongyan.bench.aim.Tally;
import io.hongyan.bench.chat.Crowd;
import io.hongyan.bench.chat.LoadUser;
import io.hongyan.bench.login.Door;
import io.hongyan.client.connection.netty.Connections;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Users who are away while others write to them, at the suite. Its history stays, so that each round finds the same. */
public final class SuiteAbsence implements Absence {

    private static final int WRITTEN_PER_SECOND = 300;

    private final Door door;
    private final Connections connections;
    private final int messages;
    private final List<Pair> pairs;
    private boolean missed;

    private record Pair(String writer, String reader) {

        String conversation() {
            return "d:%s:%s".formatted(writer, reader);
        }
    }

    /** So many users, each of whom misses so many messages besides a first one. */
    public SuiteAbsence(int users, int messages, Door door, Connections connections) {
        this.door = door;
        this.connections = connections;
        this.messages = messages;
        String run = Long.toString(System.nanoTime(), 36);
        this.pairs = IntStream.range(0, users)
                .mapToObj(i -> new Pair("offline-%s-%d-a".formatted(run, i), "offline-%s-%d-b".formatted(run, i)))
                .toList();
    }

    @Override
    public void miss(Report report) {
        if (missed) {
            return;
        }
        var tally = new Tally();
        List<LoadUser> writers = pairs.stream().map(pair -> writer(pair, tally)).toList();
        long all = (long) (messages + 1) * pairs.size();
        report.say("writing %d messages to %d users who are away".formatted(all, pairs.size()));
        Crowd crowd = Crowd.of(writers, tally);
        crowd.send(WRITTEN_PER_SECOND, all);
        if (!crowd.awaitAcks()) {
            throw new IllegalArgumentException("Not all messages were taken. Is the suite busy?");
        }
        crowd.close();
        missed = true;
    }

    @Override
    public List<Returner> users() {
        return pairs.stream()
                .map(pair -> new Returner(
                        connections,
                        door.address(),
                        door.token(pair.reader()),
                        pair.conversation(),
                        (long) messages + 1))
                .toList();
    }

    private LoadUser writer(Pair pair, Tally tally) {
        LoadUser user = LoadUser.logIn(
                connections, door.address(), pair.writer(), door.token(pair.writer()), tally, Duration.ofSeconds(1));
        user.writeTo(pair.reader(), pair.conversation());
        return user;
    }
}
