package io.hongyan.connector.session.socket;

import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_INTERNAL;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_SLOW_READER;

import io.hongyan.connector.frame.Decoded;
import io.hongyan.connector.frame.SharedFrame;
import io.hongyan.connector.session.Allowance;
import io.hongyan.connector.session.Effect;
import io.hongyan.connector.session.Errors;
import io.hongyan.connector.session.Input;
import io.hongyan.connector.session.Session;
import io.hongyan.connector.session.Step;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.connector.session.Users;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.Welcome;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Drives one {@link Session} on its event loop: feeds it inputs, and does what it says. What other threads may call says
 * so; all else is for the loop.
 */
final class SocketSession extends Deadlines.Timed implements Transport.Listener {

    private static final Logger LOG = Logger.getLogger(SocketSession.class);

    private final Edge edge;
    private final Logins logins;
    private final Transport transport;
    private final Deadlines deadlines;
    private final Allowance allowance;
    private final SocketWriter writer;
    private final String address;

    private Session session;
    private @Nullable SocketLiveSession live;
    private int inFlight;
    private boolean paused;
    private boolean taking;

    SocketSession(Edge edge, Logins logins, Transport transport, String address, Deadlines deadlines) {
        Instant now = edge.clock().instant();
        this.edge = edge;
        this.logins = logins;
        this.transport = transport;
        this.deadlines = deadlines;
        this.allowance = new Allowance(edge.limits(), now);
        this.writer = new SocketWriter(edge, transport, this);
        this.address = address;
        this.session = Session.accepted(now, edge.terms());
    }

    @Override
    public String toString() {
        return transport.toString();
    }

    /** Begins to listen. */
    void start() {
        edge.metrics().opened(transport.kind());
        edge.sockets().add(this);
        deadlines.watch(this);
        transport.listen(this);
    }

    /** Whether a login is going on. */
    boolean loggingIn() {
        return session instanceof Session.LoggingIn;
    }

    /** It is known now who this is; what ends it from now on is told the suite. */
    void isNow(SocketLiveSession identified, Users.Shared shared) {
        live = identified;
        allowance.share(shared);
    }

    // ---- what happens

    @Override
    public void readable(int bytes) {
        edge.metrics().receivedBytes(bytes);
        take();
    }

    private void take() {
        if (taking) {
            return; // a WebSocket hands on what it held while we take
        }
        taking = true;
        while (session.listens() && inFlight < edge.limits().requestsInFlightMax()) {
            Decoded frame = transport.next();
            if (frame == null) {
                break;
            }
            came(frame);
        }
        taking = false;
        holdUpOrReadOn();
    }

    private void came(Decoded decoded) {
        edge.metrics().received(transport.kind());
        if (decoded instanceof Decoded.Broken broken) {
            on(new Input.Broken(broken.code(), broken.sentence()));
            return;
        }
        int id = decoded instanceof Decoded.Known known ? known.frame().getId() : ((Decoded.Unknown) decoded).id();
        on(
                switch (allowance.admit(edge.clock().instant())) {
                    case Allowance.Verdict.Admitted _ ->
                        decoded instanceof Decoded.Known known
                                ? new Input.Frame(known.frame())
                                : new Input.UnknownFrame(id);
                    case Allowance.Verdict.Refused refused -> beyondRate(id, refused);
                    case Allowance.Verdict.Flood _ -> new Input.Flood();
                });
    }

    private Input beyondRate(int id, Allowance.Verdict.Refused refused) {
        edge.metrics().rateLimited(refused.scope());
        return new Input.FrameBeyondRate(id, refused.retryAfterMillis());
    }

    private void holdUpOrReadOn() {
        boolean hold = !(session instanceof Session.Closed)
                && (!session.listens() || inFlight >= edge.limits().requestsInFlightMax());
        if (hold && !paused) {
            paused = true;
            edge.metrics().paused();
            transport.pause();
        } else if (!hold && paused) {
            paused = false;
            transport.resume();
        }
    }

    @Override
    public void heard() {
        Allowance.Verdict verdict = allowance.admit(edge.clock().instant()); // a ping costs us a pong
        on(verdict instanceof Allowance.Verdict.Flood ? new Input.Flood() : new Input.Heard());
    }

    @Override
    public void gone() {
        if (!(session instanceof Session.Closed)) {
            edge.metrics().lost();
        }
        on(new Input.Gone());
        deadlines.forget(this);
        if (edge.sockets().remove(this)) {
            edge.metrics().gone(transport.kind());
        }
    }

    @Override
    Instant due() {
        return session.due();
    }

    @Override
    void wake() {
        on(new Input.Tick());
        if (edge.sockets().contains(this)) {
            deadlines.watch(this);
        }
    }

    /** Closes with a reason. Any thread. */
    void close(Error why) {
        run(() -> on(new Input.CloseRequest(why)));
    }

    /** Queues a frame. Any thread. */
    void send(SharedFrame frame, boolean ephemeral) {
        writer.send(frame, ephemeral);
    }

    /** Runs something on the event loop. Any thread. */
    void run(Runnable task) {
        try {
            transport.loop().execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debugf("Event loop has ended: transport=%s", transport.kind()); // and the socket with it
        }
    }

    // ---- what is done

    void on(Input input) {
        Session before = session;
        Step step = Session.step(before, input, edge.clock().instant(), edge.terms());
        session = step.next();
        boolean ends = session instanceof Session.Closed && !(before instanceof Session.Closed);
        if (ends) {
            writer.close();
            release(); // before the client is told: when it comes back, its place is free
        }
        step.effects().forEach(this::perform);
        if (session.getClass() != before.getClass() && edge.sockets().contains(this)) {
            deadlines.watch(this);
        }
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.LogIn(var hello) -> logins.logIn(this, hello);
            case Effect.Greet(int id, Welcome welcome, Duration heartbeat) -> greet(id, welcome, heartbeat);
            case Effect.Handle(ClientFrame frame) -> handle(frame);
            case Effect.Refuse(int id, Error why) ->
                answer(id, ServerFrame.newBuilder().setError(why));
            case Effect.Close(int id, Error why) -> closeWith(id, why);
            case Effect.Leave _ -> leave();
            case Effect.Cut _ -> transport.cut();
        }
    }

    private void greet(int id, Welcome welcome, Duration heartbeat) {
        var greeting = welcome.toBuilder()
                .setSessionId(live == null ? "" : live.identity().sessionId())
                .setHeartbeatMs((int) heartbeat.toMillis())
                .setLimits(edge.limitsTold());
        edge.gate().welcomed(address);
        writer.open(SharedFrame.of(
                ServerFrame.newBuilder().setId(id).setWelcome(greeting).build()));
        run(this::take); // what the client sent after Hello has waited
    }

    private void handle(ClientFrame frame) {
        SocketLiveSession me = live;
        if (me == null) {
            throw new IllegalStateException("active without an identity: " + session);
        }
        if (frame.hasAppState()) {
            me.background(frame.getAppState().getBackground());
        }
        inFlight++;
        handled(me, frame).whenComplete((answer, failure) -> run(() -> answered(frame.getId(), answer, failure)));
    }

    private CompletionStage<ServerFrame> handled(SocketLiveSession me, ClientFrame frame) {
        try {
            return edge.suite().handle(me, frame);
        } catch (RuntimeException e) { // told to the client, and logged, like one that comes later
            return CompletableFuture.failedFuture(e);
        }
    }

    private void answered(int id, @Nullable ServerFrame answer, @Nullable Throwable failure) {
        inFlight--;
        if (answer == null) {
            Error why = failed(failure);
            answer = ServerFrame.newBuilder().setError(why).build();
        }
        if (id != 0 && answer.getBodyCase() != ServerFrame.BodyCase.BODY_NOT_SET) { // 0: the client wants no answer
            answer(id, answer.toBuilder());
        }
        take();
    }

    /** What the client is told of a failure; bugs are logged. */
    Error failed(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof SuiteException expected) {
            return expected.error();
        }
        LOG.errorf(
                cause,
                "Request failed: session=%s",
                live == null ? "-" : live.identity().sessionId());
        return Errors.of(ERROR_CODE_INTERNAL, "something went wrong here", 1_000);
    }

    private void answer(int id, ServerFrame.Builder answer) {
        send(SharedFrame.of(answer.setId(id).build()), false);
    }

    private void closeWith(int id, Error why) {
        edge.metrics().closed(why.getCode());
        edge.gate().closed(address, why.getCode());
        if (why.getCode() == ERROR_CODE_SLOW_READER) {
            writer.forget(); // the client does not read: of all that waits, why it is closed is worth a try
        }
        writer.end(
                SharedFrame.of(ServerFrame.newBuilder().setId(id).setError(why).build()));
    }

    private void leave() {
        edge.metrics().left();
        writer.end(null);
    }

    private void release() {
        SocketLiveSession ended = live;
        live = null;
        if (ended != null) {
            edge.users().leave(ended);
            edge.registry().remove(ended);
            edge.suite().ended(ended);
            LOG.debugf(
                    "Session ended: user=%s session=%s",
                    ended.identity().userId(), ended.identity().sessionId());
        }
    }
}
