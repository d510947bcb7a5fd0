package io.hongyan.message.api.rest;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.grpc.Status;
import io.hongyan.message.api.Caller;
import io.hongyan.message.api.Form;
import io.hongyan.message.api.Outcome;
import io.hongyan.message.api.grpc.PushQuery;
import io.hongyan.message.api.http.Admission;
import io.hongyan.proto.json.ModestNumbers;
import io.hongyan.proto.push.v1.ConversationAlerts;
import io.hongyan.proto.push.v1.ExplainAlertRequest;
import io.hongyan.proto.push.v1.PushPreferences;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Users' devices, what they want of alerts, and what they would be told of a message, for back ends that act for them: push-service's
 * answers in canonical JSON. Every change, and whose alerts are looked at, is told to the audit log.
 */
@Path("/v1/users/{id}/push")
@Tag(name = "Users")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@SecurityRequirement(name = "secret")
@APIResponse(
        responseCode = "default",
        description = "Not done, or with code TIMEOUT unknown whether; to be repeated then. The code says why.",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class PushResource {

    private static final Logger AUDIT = Logger.getLogger("hongyan.audit");
    private static final JsonFormat.Parser PARSER = JsonFormat.parser();
    private final Admission admission;
    private final PushQuery push;
    private final MeterRegistry meters;

    PushResource(Admission admission, PushQuery push, MeterRegistry meters) {
        this.admission = admission;
        this.push = push;
        this.meters = meters;
    }

    /** Lists a user's devices. */
    @GET
    @Path("/devices")
    @Operation(
            summary = "Lists a user's devices that can be alerted",
            description = "Latest registration first, without tokens. Only for users that the credential may send as.")
    @APIResponse(
            responseCode = "200",
            description = "All of them.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PushDevices.class)))
    public Uni<Response> devices(
            @HeaderParam("Authorization") @Parameter(hidden = true) @Nullable String authorization,
            @PathParam("id") @Parameter(description = "Whose devices.") String userId) {
        return told("devices", authorization, userId, () -> push.devices(userId));
    }

    /** Removes a device. */
    @DELETE
    @Path("/devices/{device}")
    @Operation(
            summary = "Removes a device",
            description =
                    "It gets no alerts any more, those that wait included, until it registers again. Its session goes on:"
                            + " revocations end that. One that is not there is no mistake.")
    @APIResponse(responseCode = "204", description = "It is not registered any more.")
    public Uni<Response> remove(
            @HeaderParam("Authorization") @Parameter(hidden = true) @Nullable String authorization,
            @PathParam("id") @Parameter(description = "Whose device.") String userId,
            @PathParam("device") @Parameter(description = "The installation.") String deviceId) {
        return changed("device removed", authorization, userId, () -> push.remove(userId, deviceId));
    }

    /** Says what a user wants of alerts. */
    @GET
    @Path("/preferences")
    @Operation(summary = "Says what a user wants of alerts", description = "The defaults for who has said nothing.")
    @APIResponse(
            responseCode = "200",
            description = "In general, and of conversations with wishes of their own.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PushWishes.class)))
    public Uni<Response> preferences(
            @HeaderParam("Authorization") @Parameter(hidden = true) @Nullable String authorization,
            @PathParam("id") @Parameter(description = "Whose.") String userId) {
        return told("preferences", authorization, userId, () -> push.preferences(userId));
    }

    /** Replaces what a user wants in general. */
    @PUT
    @Path("/preferences")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Replaces what a user wants of alerts",
            description = "All of it: what is left out goes back to the default. Holds for alerts that wait, too.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PushWishes.Preferences.class)))
    @APIResponse(responseCode = "204", description = "Replaced.")
    public Uni<Response> setPreferences(
            @HeaderParam("Authorization") @Parameter(hidden = true) @Nullable String authorization,
            @PathParam("id") @Parameter(description = "Whose.") String userId,
            @Nullable String body) {
        var wanted = PushPreferences.newBuilder();
        return changed(
                "preferences set",
                authorization,
                userId,
                () -> read(body, wanted).chain(() -> push.set(userId, wanted.build())));
    }

    /** Replaces what a user wants of one conversation. */
    @PUT
    @Path("/conversations/{conversation}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Replaces what a user wants of one conversation's alerts",
            description =
                    "{} goes back to the user's preferences. Muting for good is not this: it is part of the conversation.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PushWishes.Alerts.class)))
    @APIResponse(responseCode = "204", description = "Replaced.")
    public Uni<Response> setConversation(
            @HeaderParam("Authorization") @Parameter(hidden = true) @Nullable String authorization,
            @PathParam("id") @Parameter(description = "Whose.") String userId,
            @PathParam("conversation") @Parameter(description = "Which.") String conversationId,
            @Nullable String body) {
        var wanted = ConversationAlerts.newBuilder();
        return changed(
                "conversation alerts set",
                authorization,
                userId,
                () -> read(body, wanted).chain(() -> push.set(userId, conversationId, wanted.build())));
    }

    /** Says what a user's devices would be told of a message. */
    @GET
    @Path("/explanation")
    @Operation(
            summary = "Explains what devices would be told of a message",
            description =
                    "For support: what each device would get if the message came in now, everything that speaks against it,"
                            + " and what it would be handed. Sends and changes nothing. Shows what the message says: only for"
                            + " users that the credential may send as, and told to the audit log.")
    @APIResponse(
            responseCode = "200",
            description = "For each of the user's devices that can be alerted, or for the one that is named.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AlertExplained.class)))
    public Uni<Response> explanation(
            @HeaderParam("Authorization") @Parameter(hidden = true) @Nullable String authorization,
            @PathParam("id") @Parameter(description = "Whose devices.") String userId,
            @QueryParam("conversation") @DefaultValue("") @Parameter(description = "The message's conversation.")
                    String conversationId,
            @QueryParam("seq") @DefaultValue("0") @Parameter(description = "The message's number there.") long seq,
            @QueryParam("device") @DefaultValue("") @Parameter(description = "One device; without it, all.")
                    String deviceId) {
        var request = ExplainAlertRequest.newBuilder()
                .setUserId(userId)
                .setDeviceId(deviceId)
                .setConversationId(conversationId)
                .setSeq(seq);
        return answered(
                "explanation",
                true,
                authorization,
                userId,
                () -> push.explain(request.build()).map(PushResource::json));
    }

    private Uni<Response> told(
            String what, @Nullable String authorization, String userId, Supplier<Uni<? extends Message>> question) {
        return answered(what, false, authorization, userId, () -> question.get().map(PushResource::json));
    }

    private Uni<Response> changed(
            String what, @Nullable String authorization, String userId, Supplier<Uni<Void>> change) {
        return answered(
                what,
                true,
                authorization,
                userId,
                () -> change.get().map(_ -> Response.noContent().build()));
    }

    private Uni<Response> answered(
            String what,
            boolean audited,
            @Nullable String authorization,
            String userId,
            Supplier<Uni<Response>> request) {
        return switch (admission.of(authorization, userId, "This credential may not act for this user.")) {
            case Admission.Answer.Refused(Outcome.Failed why) -> {
                count(what, why.word());
                yield Uni.createFrom().item(Problem.response(why));
            }
            case Admission.Answer.Admitted(Caller caller) ->
                request.get()
                        .invoke(_ -> done(what, audited, caller, userId, "OK"))
                        .onFailure()
                        .recoverWithItem(failure -> {
                            Outcome.Failed why = PushQuery.failed(failure);
                            done(what, audited, caller, userId, why.word());
                            return Problem.response(why);
                        });
        };
    }

    private static Response json(Message answer) {
        return Response.ok(CanonicalJson.of(answer), MediaType.APPLICATION_JSON).build();
    }

    private void done(String what, boolean audited, Caller caller, String userId, String outcome) {
        count(what, outcome);
        if (audited) {
            AUDIT.infof(
                    "Push: what=%s caller=%s user=%s outcome=%s", what, caller.name(), Form.printable(userId), outcome);
        }
    }

    /** Fails in the way of push-service where the body is not what it should be. */
    private static Uni<Void> read(@Nullable String body, Message.Builder into) {
        String type = into.getDescriptorForType().getName();
        if (body != null && !ModestNumbers.in(body, into.getDescriptorForType())) {
            return notJsonOf(type, "a number has more digits, or a larger exponent, than any field takes");
        }
        try {
            PARSER.merge(body == null ? "" : body, into);
            return Uni.createFrom().voidItem();
        } catch (InvalidProtocolBufferException e) {
            return notJsonOf(type, String.valueOf(e.getMessage()));
        }
    }

    private static Uni<Void> notJsonOf(String type, String why) {
        return Uni.createFrom()
                .failure(Status.INVALID_ARGUMENT
                        .withDescription("The body is not the JSON of %s: %s".formatted(type, why))
                        .asRuntimeException());
    }

    private void count(String what, String outcome) {
        meters.counter("hongyan.api.push", "request", what.replace(' ', '_'), "outcome", outcome)
                .increment();
    }
}
