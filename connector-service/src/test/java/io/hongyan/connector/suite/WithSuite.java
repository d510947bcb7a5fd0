package io.hongyan.connector.suite;

import static org.awaitility.Awaitility.await;

import io.hongyan.connector.session.LiveSession;
import io.hongyan.connector.session.SessionRegistry;
import io.hongyan.connector.session.Suite;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.connector.slot.Slot;
import io.hongyan.connector.slot.grpc.SlotKeeper;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.Hello;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.Welcome;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.Reply;
import io.hongyan.proto.sessions.v1.SessionRecord;
import io.quarkus.test.common.WithTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A connector's inner side on a real log, with doubles of the other services. */
@WithTestResource(SuiteTopics.class)
@WithTestResource(SuiteSettings.class)
public abstract class WithSuite {

    @Inject
    protected Suite suite;

    @Inject
    protected SessionRegistry sessions;

    @Inject
    protected SlotKeeper slots;

    @Inject
    protected Doubles doubles;

    @Inject
    protected Log log;

    @BeforeEach
    void isReady() {
        doubles.reset();
        await().atMost(Duration.ofSeconds(20)).until(suite::ready);
    }

    @AfterEach
    void everybodyLeaves() {
        List.copyOf(sessions.all()).forEach(this::leave);
    }

    protected void leave(LiveSession session) {
        sessions.remove(session);
        suite.ended(session);
    }

    protected Slot slot() {
        return slots.current().orElseThrow();
    }

    /** A session that is logged in. */
    protected RecordingSession online(String userId, String deviceId) {
        RecordingSession session = RecordingSession.of(userId, deviceId);
        login(session, Hello.getDefaultInstance());
        return session;
    }

    protected Welcome login(RecordingSession session, Hello hello) {
        sessions.add(session);
        return answer(suite.login(session, hello));
    }

    protected ServerFrame ask(LiveSession session, ClientFrame.Builder frame) {
        return answer(suite.handle(session, frame.build()));
    }

    protected Error refused(LiveSession session, ClientFrame.Builder frame) {
        return failure(suite.handle(session, frame.build()));
    }

    protected static <T> T answer(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no answer", e);
        }
    }

    protected static Error failure(CompletionStage<?> stage) {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        stage.whenComplete((value, thrown) ->
                failure.complete(thrown == null ? new AssertionError("it was answered: " + value) : thrown));
        Throwable thrown = answer(failure);
        while (!(thrown instanceof SuiteException)) {
            if (thrown.getCause() == null) {
                throw new AssertionError("it failed otherwise", thrown);
            }
            thrown = thrown.getCause();
        }
        return ((SuiteException) thrown).error();
    }

    /** The next command of a session, once it is in the log. */
    protected Command command(LiveSession session) {
        await().until(() -> !commands(session).isEmpty());
        return commands(session).getLast();
    }

    protected List<Command> commands(LiveSession session) {
        return log.values(Topics.COMMANDS, Command.parser()).stream()
                .filter(command -> command.getActor()
                        .getSessionId()
                        .equals(session.identity().sessionId()))
                .toList();
    }

    protected void reply(Reply reply) {
        log.write(Topics.REPLIES, reply.getReplyTo().getSlot(), null, reply);
    }

    protected List<SessionRecord> announced(LiveSession session) {
        return log.values(Topics.SESSIONS, SessionRecord.parser()).stream()
                .filter(record ->
                        record.getSessionId().equals(session.identity().sessionId()))
                .toList();
    }
}
