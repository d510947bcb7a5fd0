package io.hongyan.message.api.rest;

import io.hongyan.message.api.Caller;
import io.hongyan.message.api.Outcome;
import io.hongyan.message.api.http.Admission;
import io.hongyan.message.api.kafka.Revoker;
import io.hongyan.proto.revocations.v1.Revocation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes back a user's tokens: a lost phone, a leaked password, somebody who left the company. */
@Path("/v1/users/{id}/revocations")
@Tag(name = "Users")
public class RevocationsResource {

    private final Admission admission;
    private final Revoker revoker;

    RevocationsResource(Admission admission, Revoker revoker) {
        this.admission = admission;
        this.revoker = revoker;
    }

    /**
     * What is taken back.
     *
     * @param userId whose tokens
     * @param issuedBeforeMs from when on tokens are good again, as canonical Protobuf JSON writes it
     */
    @Schema(
            name = "Revoked",
            description = "Connectors refuse these tokens, and close the sessions that came with them.")
    record Revoked(
            @Schema(required = true) String userId,

            @Schema(required = true, description = "Milliseconds since 1970 UTC, as a string.")
            String issuedBeforeMs) {}

    /** Signs a user out everywhere. */
    @POST
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @SecurityRequirement(name = "secret")
    @Operation(
            summary = "Takes back a user's tokens",
            description =
                    "Closes all sessions that came in with a token issued (claim iat) before that moment, and lets"
                            + " nobody in with one any more. Tokens issued later are good. Safe to repeat. For credentials with"
                            + " may-revoke, and users that they may send as.")
    @APIResponse(
            responseCode = "200",
            description = "It is in the log, and connectors act on it at once.",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Revoked.class)))
    @APIResponse(
            responseCode = "default",
            description = "Not taken back, or with code TIMEOUT unknown whether. The code says why.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Response> revoke(
            @HeaderParam("Authorization") @Parameter(hidden = true) @Nullable String authorization,
            @PathParam("id") @Parameter(description = "Whose tokens.") String userId,
            @QueryParam("issuedBeforeMs")
                    @Parameter(
                            description =
                                    "In place of now: only what was issued before, in milliseconds since 1970 UTC; at"
                                            + " most 5 minutes ahead.")
                    @Nullable
                    Long issuedBeforeMs) {
        return switch (admission.of(authorization)) {
            case Admission.Answer.Refused(Outcome.Failed why) ->
                Uni.createFrom().item(Problem.response(why));
            case Admission.Answer.Admitted(Caller caller) ->
                revoker.revoke(caller, userId, issuedBeforeMs).map(RevocationsResource::response);
        };
    }

    private static Response response(Revoker.Answer answer) {
        return switch (answer) {
            case Revoker.Answer.Revoked(Revocation done) ->
                Response.ok(new Revoked(done.getUserId(), Long.toString(done.getIssuedBeforeMs())))
                        .type(MediaType.APPLICATION_JSON)
                        .build();
            case Revoker.Answer.Failed(Outcome.Failed why) -> Problem.response(why);
        };
    }
}
