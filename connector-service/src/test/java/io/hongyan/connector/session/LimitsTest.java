package io.hongyan.connector.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.hongyan.connector.TestConfigs;
import io.hongyan.connector.frame.SharedFrame;
import io.hongyan.connector.session.Allowance.Scope;
import io.hongyan.connector.session.Allowance.Verdict;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.Hello;
import io.hongyan.proto.client.v1.Position;
import io.hongyan.proto.sessions.v1.Platform;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rates, connections per user, queues and fields: what happens at each bound. */
class LimitsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String PREFIX = "hongyan.connector.limits.";
    private static final LimitsConfig LIMITS = TestConfigs.of(
            LimitsConfig.class,
            Map.of(
                    PREFIX + "frames-per-second", "10",
                    PREFIX + "frames-burst", "3",
                    PREFIX + "user-frames-per-second", "10",
                    PREFIX + "user-frames-burst", "4",
                    PREFIX + "refused-frames-max", "2",
                    PREFIX + "connections-per-user-max", "2"));
    private static final Verdict ADMITTED = new Verdict.Admitted();

    @Test
    void aBurstPassesThenTheRateThenAFlood() {
        var allowance = new Allowance(LIMITS, NOON);

        List<Verdict> verdicts =
                IntStream.range(0, 6).mapToObj(_ -> allowance.admit(NOON)).toList();

        assertThat(verdicts)
                .containsExactly(
                        ADMITTED,
                        ADMITTED,
                        ADMITTED,
                        new Verdict.Refused(Scope.CONNECTION, 100),
                        new Verdict.Refused(Scope.CONNECTION, 100),
                        new Verdict.Flood());
    }

    @Test
    void whoSlowsDownIsForgiven() {
        var allowance = new Allowance(LIMITS, NOON);
        IntStream.range(0, 5).forEach(_ -> allowance.admit(NOON));

        Verdict later = allowance.admit(NOON.plusMillis(100));
        Verdict muchLater = allowance.admit(NOON.plusSeconds(60));

        assertThat(List.of(later, muchLater)).containsExactly(ADMITTED, ADMITTED);
    }

    @Test
    void aClockThatIsSetBackGivesNothing() {
        var bucket = new TokenBucket(10, 1, NOON);
        boolean first = bucket.take(NOON);

        boolean earlier = bucket.take(NOON.minusSeconds(100));

        assertThat(first).isTrue();
        assertThat(earlier).isFalse();
        assertThat(bucket.take(NOON.plusMillis(100))).isTrue();
    }

    @Test
    void connectionsOfAUserShareARate() {
        var users = new Users(LIMITS);
        Users.Shared shared = shared(users.join(new Seat("alice", "phone"), NOON));
        Users.Shared same = shared(users.join(new Seat("alice", "tablet"), NOON));
        var phone = new Allowance(LIMITS, NOON);
        var tablet = new Allowance(LIMITS, NOON);
        phone.share(shared);
        tablet.share(same);
        IntStream.range(0, 3).forEach(_ -> phone.admit(NOON));

        Verdict fourth = tablet.admit(NOON);
        Verdict fifth = tablet.admit(NOON);

        assertThat(List.of(fourth, fifth)).containsExactly(ADMITTED, new Verdict.Refused(Scope.USER, 100));
    }

    @Test
    void aDeviceReplacesItselfAndOthersAreCounted() {
        var users = new Users(LIMITS);
        var phone = new Seat("alice", "phone");
        Users.Shared shared = shared(users.join(phone, NOON));
        users.join(new Seat("alice", "tablet"), NOON);

        Users.Joining third = users.join(new Seat("alice", "watch"), NOON);
        Users.Joining again = users.join(new Seat("alice", "phone"), NOON);
        Users.Joining somebodyElse = users.join(new Seat("bob", "phone"), NOON);

        assertThat(third).isEqualTo(new Users.Joining.TooMany());
        assertThat(again).isEqualTo(new Users.Joining.Joined(shared, phone));
        assertThat(somebodyElse).isInstanceOf(Users.Joining.Joined.class);
    }

    @Test
    void oneThatWasReplacedLeavesNothingBehindAndTakesNothingAway() {
        var users = new Users(LIMITS);
        var first = new Seat("alice", "phone");
        var second = new Seat("alice", "phone");
        users.join(first, NOON);
        users.join(second, NOON);

        users.leave(first);
        int afterFirst = users.size();
        users.leave(second);

        assertThat(List.of(afterFirst, users.size())).containsExactly(1, 0);
    }

    @Test
    void whatIsDeliveredBeforeWelcomeWaitsBehindIt() {
        var outbox = new Outbox(10, 1000);
        SharedFrame event = bytes(10);
        SharedFrame welcome = bytes(20);
        Outbox.Placing early = outbox.add(event);

        outbox.open(welcome);

        assertThat(early).isEqualTo(Outbox.Placing.WAITS);
        assertThat(List.of(outbox.next(), outbox.next())).containsExactly(welcome, event);
        assertThat(outbox.next()).isNull();
    }

    @Test
    void oneComesToCollectForMany() {
        var outbox = new Outbox(10, 1000);
        outbox.open(bytes(1));

        Outbox.Placing whileCollecting = outbox.add(bytes(1));
        drain(outbox);
        Outbox.Placing after = outbox.add(bytes(1));
        Outbox.Placing next = outbox.add(bytes(1));

        assertThat(List.of(whileCollecting, after, next))
                .containsExactly(Outbox.Placing.WAITS, Outbox.Placing.COLLECT, Outbox.Placing.WAITS);
    }

    @Test
    void theOutboxIsFullByFramesAndByBytes() {
        var few = new Outbox(2, 1000);
        var small = new Outbox(10, 100);

        List<Outbox.Placing> byFrames = List.of(few.add(bytes(1)), few.add(bytes(1)), few.add(bytes(1)));
        List<Outbox.Placing> byBytes = List.of(small.add(bytes(60)), small.add(bytes(41)), small.add(bytes(40)));

        assertThat(byFrames).containsExactly(Outbox.Placing.WAITS, Outbox.Placing.WAITS, Outbox.Placing.FULL);
        assertThat(byBytes).containsExactly(Outbox.Placing.WAITS, Outbox.Placing.FULL, Outbox.Placing.WAITS);
        assertThat(small.bytes()).isEqualTo(100);
    }

    @Test
    void aFrameLongerThanTheOutboxMayBeAloneInIt() {
        var outbox = new Outbox(10, 100);

        assertThat(outbox.add(bytes(5000))).isEqualTo(Outbox.Placing.WAITS);
        assertThat(outbox.add(bytes(1))).isEqualTo(Outbox.Placing.FULL);
    }

    @Test
    void fieldsOfHelloAreBounded() {
        Hello good = Hello.newBuilder().setDeviceId("My.phone_1-2").build();

        assertThat(Hellos.problem(good)).isEmpty();
        assertThat(Hellos.problem(good.toBuilder().setDeviceId("").build()))
                .hasValue("device_id must be 1 to 64 characters of [A-Za-z0-9._-]");
        assertThat(Hellos.problem(good.toBuilder().setDeviceId("a b").build()))
                .hasValue("device_id must be 1 to 64 characters of [A-Za-z0-9._-]");
        assertThat(Hellos.problem(good.toBuilder()
                        .addAllHave(Collections.nCopies(201, Position.getDefaultInstance()))
                        .build()))
                .hasValue("have must name at most 200 conversations");
        assertThat(Hellos.problem(good.toBuilder().setAgent("x".repeat(101)).build()))
                .hasValue("agent must have at most 100 characters");
    }

    private static void drain(Outbox outbox) {
        while (outbox.next() != null) {
            // taken
        }
    }

    private static SharedFrame bytes(int length) {
        return SharedFrame.ofEncoded(ByteString.copyFrom(new byte[length]));
    }

    private static Users.Shared shared(Users.Joining joining) {
        return ((Users.Joining.Joined) joining).shared();
    }

    /** A session without a socket. */
    private record Seat(String user, String device, Object self) implements LiveSession {

        Seat(String user, String device) {
            this(user, device, new Object());
        }

        @Override
        public Identity identity() {
            return new Identity(user, device, "s", Platform.PLATFORM_IOS);
        }

        @Override
        public Instant tokenIssued() {
            return Instant.MIN;
        }

        @Override
        public boolean background() {
            return false;
        }

        @Override
        public void deliver(SharedFrame frame, boolean ephemeral) {}

        @Override
        public void close(Error why) {}

        @Override
        public void goAway(int reconnectAfterMillis) {}
    }
}
