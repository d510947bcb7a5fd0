package io.hongyan.message.api.rest;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.hongyan.message.api.Caller;
import io.hongyan.message.api.Outcome;
import io.hongyan.message.api.http.Admission;
import io.hongyan.message.api.http.Trace;
import io.hongyan.message.api.kafka.Sender;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.json.ModestNumbers;
import io.hongyan.proto.messaging.v1.SendRequest;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The send API over REST: the same request and answer as over gRPC, in canonical JSON. */
@Path("/v1/messages")
@Tag(name = "Messages")
@SecurityScheme(securitySchemeName = "secret", type = SecuritySchemeType.HTTP, scheme = "bearer")
public class MessagesResource {

    private static final JsonFormat.Parser JSON = JsonFormat.parser();

    private final Admission admission;
    private final Sender sender;

    MessagesResource(Admission admission, Sender sender) {
        this.admission = admission;
        this.sender = sender;
    }

    /** Sends a message, and answers when it is committed. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @SecurityRequirement(name = "secret")
    @Operation(
            summary = "Sends a message in a user's name",
            description =
                    "Answers when the message is committed. Safe to repeat with the same key: there is one message.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MessageToSend.class)))
    @APIResponse(
            responseCode = "200",
            description = "Committed, now or by an earlier request with this key.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MessageToSend.Sent.class)))
    @APIResponse(
            responseCode = "default",
            description = "Not committed, or with code TIMEOUT unknown whether. The code says why.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Response> send(
            @HeaderParam("Authorization") @Parameter(hidden = true) @Nullable String authorization,
            @HeaderParam("Idempotency-Key")
                    @Parameter(description = "In place of idempotencyKey in the body.")
                    @Nullable
                    String idempotencyKey,
            @HeaderParam("traceparent") @Parameter(hidden = true) @Nullable String traceparent,
            @Nullable String body) {
        return switch (admission.of(authorization)) {
            case Admission.Answer.Refused(Outcome.Failed why) -> failed(why);
            case Admission.Answer.Admitted(Caller caller) -> send(caller, idempotencyKey, traceparent, body);
        };
    }

    private Uni<Response> send(
            Caller caller, @Nullable String idempotencyKey, @Nullable String traceparent, @Nullable String body) {
        if (body != null && !ModestNumbers.in(body, SendRequest.getDescriptor())) {
            return invalid("The body has a number with more digits, or a larger exponent, than any field takes.");
        }
        var request = SendRequest.newBuilder();
        try {
            JSON.merge(body == null ? "" : body, request);
        } catch (InvalidProtocolBufferException e) {
            return invalid("The body is not the JSON of a SendRequest: " + e.getMessage());
        }
        if (idempotencyKey != null) {
            if (!List.of("", idempotencyKey).contains(request.getIdempotencyKey())) {
                return invalid("Idempotency-Key and idempotencyKey differ.");
            }
            request.setIdempotencyKey(idempotencyKey);
        }
        return sender.send(caller, request.build(), "rest", Trace.parentOf(traceparent))
                .map(MessagesResource::response);
    }

    private static Uni<Response> invalid(String sentence) {
        return failed(Outcome.failed(ErrorCode.ERROR_CODE_INVALID_ARGUMENT, sentence));
    }

    private static Response response(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Sent sent ->
                Response.ok(CanonicalJson.of(sent.response()), MediaType.APPLICATION_JSON)
                        .build();
            case Outcome.Failed failed -> Problem.response(failed);
        };
    }

    private static Uni<Response> failed(Outcome.Failed failed) {
        return Uni.createFrom().item(Problem.response(failed));
    }
}
