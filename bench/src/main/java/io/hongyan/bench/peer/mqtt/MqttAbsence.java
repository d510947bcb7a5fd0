package io.hongyan.bench.peer.mqtt;

import io.hongyan.bench.Report;
import io.hongyan.bench.aim.Absence;
import io.hongyan.bench.aim.Body;
import io.hongyan.bench.aim.Order;
import io.hongyan.bench.aim.Order.Came;
import io.hongyan.bench.aim.Tally;
import io.hongyan.bench.chat.Crowd;
import io.hongyan.bench.peer.Sockets;
import io.hongyan.launcher.LauncherException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * Users who are away while others write to them. What waits for a session is gone once it has been acknowledged: so that each round
 * finds the same number of messages, they are written again before each.
 */
final class MqttAbsence implements Absence {

    private static final int WRITTEN_PER_SECOND = 2_000;

    private final int messages;
    private final Tally tally = new Tally();
    private final List<Returner> readers;
    private final Crowd writers;

    /** Has everybody's session begin, which then is left. */
    MqttAbsence(Sockets sockets, String run, int users, int messages) {
        this.messages = messages;
        this.readers = IntStream.range(0, users)
                .mapToObj(i -> new Returner(sockets, "offline-%s-%d-b".formatted(run, i), messages))
                .toList();
        readers.forEach(Returner::begin);
        this.writers = Crowd.of(
                IntStream.range(0, users)
                        .mapToObj(i -> {
                            String writer = "offline-%s-%d-a".formatted(run, i);
                            return MqttSpeaker.logIn(
                                    sockets,
                                    writer,
                                    MqttTarget.inbox(writer),
                                    MqttTarget.inbox(readers.get(i).user),
                                    tally);
                        })
                        .toList(),
                tally);
    }

    @Override
    public void miss(Report report) {
        long all = (long) messages * readers.size();
        report.say("writing %d messages to %d users who are away".formatted(all, readers.size()));
        tally.reset();
        writers.send(WRITTEN_PER_SECOND, all);
        if (!writers.awaitAcks()) {
            throw new LauncherException("Not all messages were taken by the broker.");
        }
    }

    @Override
    public List<Returner> users() {
        return readers;
    }

    /** One who is away. */
    static final class Returner implements Returning {

        private final Sockets sockets;
        private final String user;
        private final int messages;
        private final Order order = new Order(); // numbers go on from round to round

        Returner(Sockets sockets, String user, int messages) {
            this.sockets = sockets;
            this.user = user;
            this.messages = messages;
        }

        /** Comes for the first time, and leaves. */
        void begin() {
            visit(0).toCompletableFuture().join();
        }

        @Override
        public CompletionStage<Void> comeBack() {
            return visit(messages);
        }

        private CompletionStage<Void> visit(int wanted) {
            var visit = new Visit(wanted);
            MqttConnection connection = MqttConnection.open(sockets, user, MqttTarget.inbox(user), visit);
            return visit.done.whenComplete((_, _) -> connection.closeWhenWritten());
        }

        private final class Visit implements MqttConnection.Listener {

            private final CompletableFuture<Void> done = new CompletableFuture<>();
            private final int wanted;
            private int had;

            Visit(int wanted) {
                this.wanted = wanted;
            }

            @Override
            public void in() {
                if (wanted == 0) {
                    done.complete(null);
                }
            }

            @Override
            public void came(String topic, String text) {
                Came came = Body.of(text).map(body -> order.came(body.number())).orElse(Came.AGAIN);
                if (came != Came.IN_ORDER) {
                    done.completeExceptionally(new IllegalStateException("Not what follows: " + text));
                } else if (++had == wanted) {
                    done.complete(null);
                }
            }

            @Override
            public void closed(String why) {
                done.completeExceptionally(new IllegalStateException(why));
            }
        }
    }
}
