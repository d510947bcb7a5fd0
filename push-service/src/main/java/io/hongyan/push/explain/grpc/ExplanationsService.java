package io.hongyan.push.explain.grpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hongyan.proto.push.v1.AlertExplanation;
import io.hongyan.proto.push.v1.ExplainAlertRequest;
import io.hongyan.proto.push.v1.ExplainAlertResponse;
import io.hongyan.proto.push.v1.ExplanationService;
import io.hongyan.proto.push.v1.NoAlert;
import io.hongyan.proto.push.v1.RenderedAlert;
import io.hongyan.push.decision.Bundle;
import io.hongyan.push.decision.Imagined;
import io.hongyan.push.decision.Taken;
import io.hongyan.push.decision.Terms;
import io.hongyan.push.decision.postgres.AlertStore;
import io.hongyan.push.device.Registration;
import io.hongyan.push.explain.Explained;
import io.hongyan.push.explain.Subject;
import io.hongyan.push.explain.Verdict;
import io.hongyan.push.send.Outgoing;
import io.hongyan.push.send.Parcels;
import io.hongyan.push.send.SendConfig;
import io.hongyan.push.send.grpc.Badges;
import io.hongyan.push.send.grpc.Foreground;
import io.hongyan.push.send.quarkus.Way;
import io.hongyan.push.send.quarkus.Ways;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Says what devices would be told of a message, and why. Asks and reads as sending does, and stops before anything is recorded or handed
 * over. The caller may see what the user may see.
 */
@GrpcService
public class ExplanationsService implements ExplanationService {

    private static final Logger LOG = Logger.getLogger(ExplanationsService.class);

    private final Archive archive;
    private final AlertStore alerts;
    private final Badges badges;
    private final Foreground foreground;
    private final Ways ways;
    private final Terms terms;
    private final SendConfig config;
    private final Parcels parcels;
    private final InstantSource clock;

    ExplanationsService(
            Archive archive,
            AlertStore alerts,
            Badges badges,
            Foreground foreground,
            Ways ways,
            Terms terms,
            SendConfig config,
            InstantSource clock) {
        this.archive = archive;
        this.alerts = alerts;
        this.badges = badges;
        this.foreground = foreground;
        this.ways = ways;
        this.terms = terms;
        this.config = config;
        this.parcels = Parcels.of(terms, config);
        this.clock = clock;
    }

    @Override
    public Uni<ExplainAlertResponse> explainAlert(ExplainAlertRequest request) {
        String objection = objection(request);
        if (objection != null) {
            return fail(Status.INVALID_ARGUMENT, objection);
        }
        Instant now = clock.instant();
        return archive.event(request.getUserId(), request.getConversationId(), request.getSeq())
                .chain(event -> switch (Subject.of(event, request.getUserId(), now)) {
                    case Subject.Message(Imagined message) -> explain(request, message);
                    case Subject.Own() -> nobody(NoAlert.NO_ALERT_OWN_MESSAGE, now);
                    case Subject.Silent() -> nobody(NoAlert.NO_ALERT_SILENT_MESSAGE, now);
                    case Subject.TakenBack() ->
                        fail(Status.FAILED_PRECONDITION, "The message was taken back: nobody is told of it any more.");
                    case Subject.Other() -> fail(Status.NOT_FOUND, "What has this number is no message.");
                });
    }

    private static @Nullable String objection(ExplainAlertRequest request) {
        String device = request.getDeviceId().isEmpty()
                ? Registration.objection(request.getUserId())
                : Registration.objection(request.getUserId(), request.getDeviceId());
        if (device != null) {
            return device;
        }
        return request.getSeq() > 0 ? null : "seq must be at least 1.";
    }

    private Uni<ExplainAlertResponse> explain(ExplainAlertRequest request, Imagined message) {
        return alerts.imagine(message, request.getUserId(), request.getDeviceId())
                .onFailure()
                .transform(failure -> unavailable("The tables of alerts cannot be reached; try again.", failure))
                .chain(found -> {
                    if (!found.isEmpty()) {
                        return explain(found, message);
                    }
                    return request.getDeviceId().isEmpty()
                            ? Uni.createFrom().item(response(message.at()).build())
                            : fail(
                                    Status.INVALID_ARGUMENT,
                                    "device_id is none of the user's devices that can be alerted.");
                });
    }

    /** The unread role down: alerts would wait for it too, and an explanation without a badge would say too much. */
    private Uni<ExplainAlertResponse> explain(List<Taken> found, Imagined message) {
        String user = found.getFirst().trigger().userId();
        Uni<Long> badge = badges.of(List.of(user), message.conversationId(), message.revision())
                .map(totals -> Objects.requireNonNull(totals.get(user)))
                .onFailure()
                .transform(failure -> unavailable(
                        "The unread role does not say what the badge would be: alerts wait for it as well.", failure));
        return badge.chain(number -> foreground
                .among(Set.of(user), message.at())
                .map(open -> response(message.at())
                        .addAllDevices(found.stream()
                                .sorted(Comparator.comparing(
                                        taken -> taken.trigger().deviceId()))
                                .map(taken -> explain(taken, open, number, message.at()))
                                .toList())
                        .build()));
    }

    private AlertExplanation explain(Taken taken, Foreground.Found open, long badge, Instant now) {
        Optional<Way> way = Optional.ofNullable(taken.target()).flatMap(ways::to);
        Verdict verdict = Verdict.of(
                taken,
                open.of(taken.trigger().userId(), taken.trigger().deviceId()),
                badge,
                way.isPresent(),
                now,
                terms);
        return Explained.of(
                taken,
                verdict,
                way.map(one -> alert(one, taken, badge)).orElse(null),
                way.flatMap(Way::obstacle).orElse(null));
    }

    private RenderedAlert alert(Way way, Taken taken, long badge) {
        Outgoing outgoing = parcels.of(new Bundle<>(taken, taken, List.of()), Function.identity(), badge);
        return Explained.alert(taken, outgoing, way.render(outgoing), config.preview());
    }

    private static Uni<ExplainAlertResponse> nobody(NoAlert why, Instant now) {
        return Uni.createFrom().item(response(now).setNoAlert(why).build());
    }

    private static ExplainAlertResponse.Builder response(Instant now) {
        return ExplainAlertResponse.newBuilder().setTimeMs(now.toEpochMilli());
    }

    private static StatusRuntimeException unavailable(String sentence, Throwable failure) {
        LOG.warnf("An alert was not explained: %s", failure.toString());
        return Status.UNAVAILABLE.withDescription(sentence).withCause(failure).asRuntimeException();
    }

    private static <T> Uni<T> fail(Status status, String sentence) {
        return Uni.createFrom().failure(status.withDescription(sentence).asRuntimeException());
    }
}
