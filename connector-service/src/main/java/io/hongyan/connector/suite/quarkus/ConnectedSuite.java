package io.hongyan.connector.suite.quarkus;

import io.hongyan.connector.announce.kafka.SessionAnnouncer;
import io.hongyan.connector.command.Arguments;
import io.hongyan.connector.command.Pins;
import io.hongyan.connector.command.kafka.CommandSender;
import io.hongyan.connector.command.kafka.DeliveredSender;
import io.hongyan.connector.query.grpc.AlertWishes;
import io.hongyan.connector.query.grpc.Devices;
import io.hongyan.connector.query.grpc.MediaQuestions;
import io.hongyan.connector.query.grpc.Queries;
import io.hongyan.connector.query.grpc.Signals;
import io.hongyan.connector.revocation.kafka.RevocationsReader;
import io.hongyan.connector.session.Errors;
import io.hongyan.connector.session.LiveSession;
import io.hongyan.connector.session.Suite;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.connector.slot.grpc.SlotKeeper;
import io.hongyan.connector.watch.grpc.Watching;
import io.hongyan.connector.welcome.grpc.LoginFlow;
import io.hongyan.eventlog.RecordSpan;
import io.hongyan.eventlog.Spans;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Hello;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.Welcome;
import io.hongyan.proto.error.v1.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The suite behind this connector: who carries out which frame. */
@ApplicationScoped
class ConnectedSuite implements Suite {

    private static final ServerFrame NONE = ServerFrame.getDefaultInstance();

    private final SlotKeeper slots;
    private final RevocationsReader revocations;
    private final LoginFlow logins;
    private final SessionAnnouncer announcer;
    private final CommandSender commands;
    private final DeliveredSender confirmations;
    private final Queries queries;
    private final Devices devices;
    private final AlertWishes alerts;
    private final MediaQuestions media;
    private final Signals signals;
    private final Watching watching;
    private final Spans spans;
    private final InstantSource clock = InstantSource.system();

    ConnectedSuite(
            SlotKeeper slots,
            RevocationsReader revocations,
            LoginFlow logins,
            SessionAnnouncer announcer,
            CommandSender commands,
            DeliveredSender confirmations,
            Queries queries,
            Devices devices,
            AlertWishes alerts,
            MediaQuestions media,
            Signals signals,
            Watching watching,
            Spans spans) {
        this.slots = slots;
        this.revocations = revocations;
        this.logins = logins;
        this.announcer = announcer;
        this.commands = commands;
        this.confirmations = confirmations;
        this.queries = queries;
        this.devices = devices;
        this.alerts = alerts;
        this.media = media;
        this.signals = signals;
        this.watching = watching;
        this.spans = spans;
    }

    @Override
    public boolean ready() {
        return slots.current().isPresent() && revocations.informed();
    }

    @Override
    public CompletionStage<Welcome> login(LiveSession session, Hello hello) {
        return traced("frame hello", () -> logins.login(session, hello).subscribeAsCompletionStage());
    }

    @Override
    public CompletionStage<ServerFrame> handle(LiveSession session, ClientFrame frame) {
        String kind = frame.getBodyCase().name().toLowerCase(Locale.ROOT);
        return traced("frame " + kind, () -> carryOut(session, frame));
    }

    @Override
    public void ended(LiveSession session) {
        watching.ended(session);
        announcer.closed(session.identity().sessionId());
    }

    private CompletionStage<ServerFrame> carryOut(LiveSession session, ClientFrame frame) {
        var who = session.identity();
        return switch (frame.getBodyCase()) {
            case SEND, EDIT, READ, RECALL, REACT, CREATE_GROUP, CHANGE_GROUP, SET_TIMER, MUTE ->
                commands.send(session, frame);
            case ARRANGE -> arrange(session, frame);
            case BLOCK -> commands.send(session, frame).whenComplete((_, _) -> watching.recheckSoon(session));
            case DELIVERED -> {
                confirmations.confirm(session, frame.getDelivered());
                yield CompletableFuture.completedStage(NONE);
            }
            case TYPING -> {
                signals.typing(who, frame.getTyping());
                yield CompletableFuture.completedStage(NONE);
            }
            case HISTORY -> queries.history(who, frame.getHistory()).subscribeAsCompletionStage();
            case SYNC -> queries.sync(who, frame.getSync()).subscribeAsCompletionStage();
            case CONVERSATIONS ->
                queries.conversations(who, frame.getConversations()).subscribeAsCompletionStage();
            case MEMBERS -> queries.members(who, frame.getMembers()).subscribeAsCompletionStage();
            case REACTIONS -> queries.reactions(who, frame.getReactions()).subscribeAsCompletionStage();
            case SEARCH -> queries.search(who, frame.getSearch()).subscribeAsCompletionStage();
            case BEGIN_UPLOAD -> media.begin(who, frame.getBeginUpload()).subscribeAsCompletionStage();
            case FINISH_UPLOAD -> media.finish(who, frame.getFinishUpload()).subscribeAsCompletionStage();
            case MEDIA_LINK -> media.link(who, frame.getMediaLink()).subscribeAsCompletionStage();
            case PING -> queries.ping(who).subscribeAsCompletionStage();
            case WATCH_PRESENCE ->
                watching.watch(session, frame.getWatchPresence()).subscribeAsCompletionStage();
            case APP_STATE ->
                announcer
                        .changed(who.sessionId(), frame.getAppState().getBackground())
                        .map(_ -> ack())
                        .subscribeAsCompletionStage();
            case REGISTER_PUSH ->
                devices.register(who, frame.getRegisterPush()).map(_ -> ack()).subscribeAsCompletionStage();
            case REMOVE_PUSH -> devices.remove(who).map(_ -> ack()).subscribeAsCompletionStage();
            case SET_PUSH_PREFERENCES ->
                alerts.set(who, frame.getSetPushPreferences()).map(_ -> ack()).subscribeAsCompletionStage();
            case SET_CONVERSATION_ALERTS ->
                alerts.set(who, frame.getSetConversationAlerts())
                        .map(_ -> ack())
                        .subscribeAsCompletionStage();
            case PUSH_SETTINGS -> alerts.settings(who).subscribeAsCompletionStage();
            case ALERT_SEEN ->
                alerts.seen(who, frame.getAlertSeen()).map(_ -> ack()).subscribeAsCompletionStage();
            case HELLO, BYE, BODY_NOT_SET ->
                throw new SuiteException(Errors.of(
                        ErrorCode.ERROR_CODE_UNKNOWN_FRAME,
                        "The suite does not carry out " + frame.getBodyCase() + "."));
        };
    }

    private CompletionStage<ServerFrame> arrange(LiveSession session, ClientFrame frame) {
        if (!frame.getArrange().getPinned()) {
            return commands.send(session, frame);
        }
        String conversationId = Arguments.conversation(frame.getArrange().getConversationId());
        return queries.pins(session.identity())
                .invoke(pinned -> Pins.requireRoom(pinned, conversationId))
                .chain(() -> Uni.createFrom().completionStage(() -> commands.send(session, frame)))
                .subscribeAsCompletionStage();
    }

    private ServerFrame ack() {
        return ServerFrame.newBuilder()
                .setAck(Ack.newBuilder().setTimeMs(clock.millis()))
                .build();
    }

    /** A trace begins with each frame, and its first span ends with the answer. */
    private <T> CompletionStage<T> traced(String name, Supplier<CompletionStage<T>> work) {
        RecordSpan span = spans.entering(name);
        return span.within(() -> failing(work)).whenComplete((_, failure) -> span.end(failure));
    }

    private static <T> CompletionStage<T> failing(Supplier<CompletionStage<T>> work) {
        try {
            return work.get();
        } catch (SuiteException refused) {
            return CompletableFuture.failedStage(refused);
        }
    }
}
