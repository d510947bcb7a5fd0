package io.hongyan.push.send.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongyan.push.decision.Backoff;
import io.hongyan.push.send.Reply;
import io.hongyan.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Reply ACCEPTED = new Reply.Accepted();
    private static final Lane.NoRoom FULL = new Lane.NoRoom(Reply.Why.FULL, Duration.ZERO);
    private static final Reply DOWN = new Reply.Unavailable("down");

    private final TestClock clock = TestClock.at(Instant.parse("2026-01-01T12:00:00Z"));
    private final List<CompletableFuture<Reply>> asked = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final Lane lane = lane(2, 3);

    @Test
    void soManyAreUnderWayAndTheOthersFollowInOrder() {
        List<CompletableFuture<Reply>> replies =
                IntStream.range(0, 4).mapToObj(i -> send()).toList();
        assertThat(asked).hasSize(2);

        asked.get(0).complete(ACCEPTED);

        assertThat(replies.get(0)).isCompletedWithValue(ACCEPTED);
        assertThat(replies.get(1)).isNotDone();
        assertThat(asked).hasSize(3);
        assertThat(lane.inFlight()).isEqualTo(2);
        assertThat(lane.held()).isEqualTo(3);
    }

    @Test
    void whereThereIsNoRoomOneIsTurnedAwayAndItsRoomComesBackWithAnswers() {
        IntStream.range(0, 5).forEach(i -> send());

        assertThat(lane.room(1)).isEqualTo(FULL);

        asked.get(0).complete(ACCEPTED);
        assertThat(lane.room(1)).isInstanceOf(Lane.Room.class);
    }

    @Test
    void aRowThatIsLongerThanTheLaneIsTakenByAnEmptyOne() {
        Lane.Room row = room(lane, 9);

        assertThat(lane.room(1)).isEqualTo(FULL);
        row.close();
        assertThat(lane.held()).isZero();
    }

    @Test
    void noMoreAreSentThanRoomWasMadeFor() {
        Lane.Room room = room(lane, 1);
        room.send(this::ask);
        room.close();

        assertThatThrownBy(() -> room.send(this::ask)).isInstanceOf(IllegalStateException.class);
        asked.get(0).complete(ACCEPTED);
        assertThat(lane.held()).isZero();
    }

    @Test
    void afterFailuresInARowTheProviderIsLeftAloneAndThoseThatWaitAreToldSo() {
        List<CompletableFuture<Reply>> replies =
                IntStream.range(0, 4).mapToObj(i -> send()).toList();

        asked.get(0).complete(DOWN);
        asked.get(1).complete(DOWN); // the second failure of two: the last that waits is not sent any more

        assertThat(asked).hasSize(3);
        assertThat(replies.get(3)).isCompletedWithValue(new Reply.PutBack(Reply.Why.RESTING, SECOND));
        assertThat(lane.rest()).isEqualTo(SECOND);
    }

    @Test
    void afterTheRestOneIsTriedAndAllGoOnIfItSucceeds() {
        asked(send()).complete(DOWN);
        asked(send()).complete(DOWN);
        clock.advance(SECOND);

        CompletableFuture<Reply> probe = send();
        CompletableFuture<Reply> meanwhile = send();
        assertThat(probe).isNotDone();
        assertThat(meanwhile).isCompletedWithValue(new Reply.PutBack(Reply.Why.RESTING, SECOND));
        asked.getLast().complete(ACCEPTED);

        assertThat(send()).isNotDone();
        assertThat(lane.rest()).isZero();
    }

    @Test
    void whatIsNotTheProvidersFaultDoesNotMakeItRest() {
        for (Reply reply : List.of(
                new Reply.Refused("no"),
                new Reply.TokenInvalid(null),
                new Reply.Busy("often"),
                new Reply.Refused("no"))) {
            asked(send()).complete(reply);
        }

        assertThat(lane.rest()).isZero();
    }

    @Test
    void whatThrowsIsUnavailable() {
        CompletableFuture<Reply> reply = room(lane, 1)
                .send(() -> {
                    throw new IllegalStateException("broken");
                })
                .toCompletableFuture();

        assertThat(reply.join()).isInstanceOf(Reply.Unavailable.class);
        assertThat(lane.held()).isZero();
    }

    /** It used to be a danger of libraries that start the next one from within the answer of the last: a deep stack. */
    @Test
    void aLongRowThatIsAnsweredAtOnceIsWorkedOffInALoop() {
        var lane = lane(1, 100_000);
        var first = new CompletableFuture<Reply>();
        room(lane, 1).send(() -> first);
        List<CompletableFuture<Reply>> row = IntStream.range(0, 100_000)
                .mapToObj(i -> room(lane, 1)
                        .send(() -> CompletableFuture.completedStage(ACCEPTED))
                        .toCompletableFuture())
                .toList();

        first.complete(ACCEPTED);

        assertThat(row).allMatch(CompletableFuture::isDone);
        assertThat(lane.held()).isZero();
    }

    @Test
    void fromManyThreadsNoneIsLostAndNeverTooManyAreUnderWay() {
        var lane = lane(3, 100_000);
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<CompletableFuture<Reply>> replies = IntStream.range(0, 20_000)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> room(lane, 1), threads)
                            .thenCompose(room -> room.send(() -> {
                                most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                                return CompletableFuture.supplyAsync(
                                        () -> {
                                            underWay.decrementAndGet();
                                            return ACCEPTED;
                                        },
                                        threads);
                            })))
                    .toList();

            CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new)).join();
        }

        assertThat(most.get()).isBetween(1, 3);
        assertThat(lane.held()).isZero();
        assertThat(lane.inFlight()).isZero();
    }

    @Test
    void noMoreGoThanTheAppMaySendAndTheOthersFollowAsTimePasses() {
        Lane paced = lane(50, 50, Pace.of(new Bucket.Rate(20))); // two at once, one each 50 ms

        List<CompletableFuture<Reply>> replies =
                IntStream.range(0, 4).mapToObj(i -> send(paced)).toList();

        assertThat(asked).hasSize(2);
        assertThat(pauses).containsExactly(Duration.ofMillis(50));
        clock.advance(Duration.ofMillis(50));
        later.getLast().run();
        assertThat(asked).hasSize(3);
        assertThat(pauses).containsExactly(Duration.ofMillis(50), Duration.ofMillis(50));
        clock.advance(Duration.ofMillis(50));
        later.getLast().run();
        assertThat(asked).hasSize(4);
        assertThat(replies).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void whereMoreWaitForThePaceThanGoInTwoSecondsOneIsTurnedAwayUntilThoseHaveGone() {
        Lane paced = lane(50, 50, Pace.of(new Bucket.Rate(2)));
        IntStream.range(0, 1 + 4).forEach(i -> send(paced));

        var limited = new Lane.NoRoom(Reply.Why.LIMITED, Duration.ofSeconds(2));
        assertThat(paced.room(1)).isEqualTo(limited);
        assertThat(paced.obstacle()).contains(limited);

        clock.advance(Duration.ofMillis(500));
        later.getLast().run();
        assertThat(paced.obstacle()).isEmpty();
        assertThat(paced.room(1)).isInstanceOf(Lane.Room.class);
    }

    @Test
    void lanesOfOneAppShareItsPaceAndThoseOfAnotherDoNotFeelIt() {
        Pace pace = Pace.of(new Bucket.Rate(10));
        Lane one = lane(50, 50, pace);
        Lane same = lane(50, 50, pace);
        Lane other = lane(50, 50, Pace.of(new Bucket.Rate(10)));

        send(one);
        send(same);
        assertThat(asked).hasSize(1);

        send(other);
        assertThat(asked).hasSize(2);
    }

    @Test
    void whileTheProviderRestsNothingIsTakenFromThePace() {
        Lane paced = lane(50, 50, Pace.of(new Bucket.Rate(20)));
        asked(send(paced)).complete(DOWN);
        asked(send(paced)).complete(DOWN);

        assertThat(send(paced)).isCompletedWithValue(new Reply.PutBack(Reply.Why.RESTING, SECOND));

        assertThat(pauses).isEmpty();
    }

    private Lane lane(int inFlightMax, int waitingMax) {
        return lane(inFlightMax, waitingMax, Pace.unlimited());
    }

    private Lane lane(int inFlightMax, int waitingMax, Pace pace) {
        return new Lane(
                new Lane.Limits(inFlightMax, waitingMax),
                new Circuit.Terms(2, new Backoff(SECOND, SECOND.multipliedBy(8))),
                pace,
                (pause, task) -> {
                    pauses.add(pause);
                    later.add(task);
                },
                clock,
                () -> 0);
    }

    private static Lane.Room room(Lane lane, int alerts) {
        return (Lane.Room) lane.room(alerts);
    }

    private CompletableFuture<Reply> send() {
        return send(lane);
    }

    private CompletableFuture<Reply> send(Lane lane) {
        return room(lane, 1).send(this::ask).toCompletableFuture();
    }

    private CompletableFuture<Reply> ask() {
        var reply = new CompletableFuture<Reply>();
        asked.add(reply);
        return reply;
    }

    /** What the provider was asked for the latest alert. */
    private CompletableFuture<Reply> asked(CompletableFuture<Reply> sent) {
        assertThat(sent).isNotDone();
        return asked.getLast();
    }
}
