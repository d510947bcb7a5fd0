package io.hongyan.connector.session;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.client.v1.Bye;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Hello;
import io.hongyan.proto.client.v1.Ping;
import io.hongyan.proto.client.v1.Welcome;
import io.hongyan.proto.error.v1.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SessionPropertyTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Terms TERMS = new Terms(
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofMinutes(4),
            Duration.ofSeconds(2),
            true);

    /**
     * Whatever happens in whatever order: a login is begun once at most, nothing is handled without a welcome, a close is
     * said once, and after it nothing is done but cutting the socket.
     */
    @Property(tries = 2000)
    void aConnectionLivesOnce(@ForAll("inputs") List<Input> inputs) {
        List<Effect> effects = play(inputs);

        String words = effects.stream()
                .map(effect -> effect.getClass().getSimpleName() + " ")
                .collect(joining());
        assertThat(words).matches("(LogIn )?(Greet ((Handle|Refuse) )*)?((Close|Leave) )?(Cut )*");
    }

    /** A connection that is not closed always has a time at which silence ends it. */
    @Property(tries = 1000)
    void silenceEndsEveryConnection(@ForAll("inputs") List<Input> inputs) {
        Session session = Session.accepted(NOON, TERMS);
        Instant now = NOON;
        for (Input input : inputs) {
            now = now.plusSeconds(1);
            session = Session.step(session, input, now, TERMS).next();
        }

        Session ended = Session.step(session, new Input.Tick(), now.plus(Duration.ofMinutes(15)), TERMS)
                .next();

        assertThat(ended).isInstanceOf(Session.Closed.class);
    }

    private static List<Effect> play(List<Input> inputs) {
        Session session = Session.accepted(NOON, TERMS);
        List<Effect> effects = new ArrayList<>();
        Instant now = NOON;
        for (Input input : inputs) {
            now = now.plusSeconds(1);
            Step step = Session.step(session, input, now, TERMS);
            effects.addAll(step.effects());
            session = step.next();
        }
        return effects;
    }

    @Provide
    Arbitrary<List<Input>> inputs() {
        ClientFrame.Builder frame = ClientFrame.newBuilder().setId(1);
        Input hello = new Input.Frame(frame.setHello(Hello.getDefaultInstance()).build());
        Input loggedIn = new Input.LoggedIn(Welcome.getDefaultInstance(), NOON.plusSeconds(3600));
        Input ping = new Input.Frame(frame.setPing(Ping.getDefaultInstance()).build());
        Arbitrary<Input> any = Arbitraries.of(
                hello,
                loggedIn,
                ping,
                new Input.Frame(frame.setBye(Bye.getDefaultInstance()).build()),
                new Input.UnknownFrame(3),
                new Input.FrameBeyondRate(4, 100),
                new Input.Flood(),
                new Input.Broken(ErrorCode.ERROR_CODE_MALFORMED_FRAME, "rubbish"),
                new Input.Heard(),
                new Input.LoginRefused(Errors.of(ErrorCode.ERROR_CODE_TOKEN_INVALID, "no")),
                new Input.CloseRequest(Errors.of(ErrorCode.ERROR_CODE_SESSION_REPLACED, "again")),
                new Input.Tick(),
                new Input.Gone());
        Arbitrary<List<Input>> anything = any.list().ofMaxSize(12);
        Arbitrary<List<Input>> afterLogin = anything.map(rest -> {
            List<Input> all = new ArrayList<>(List.of(hello, loggedIn, ping));
            all.addAll(rest);
            return all;
        });
        return Arbitraries.oneOf(anything, afterLogin);
    }
}
