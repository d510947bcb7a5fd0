package io.hongyan.message.api.rest;

import io.hongyan.message.api.Outcome;
import io.hongyan.message.api.grpc.ExplainQuery;
import io.hongyan.message.api.http.Admission;
import io.hongyan.proto.explain.v1.ExplainUnreadRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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

/** Why a user's counts are what they are, over REST: the same answer as over gRPC, in canonical JSON. */
@Path("/v1/users/{id}/unread/explanation")
@Tag(name = "Users")
public class ExplanationResource {

    private final Admission admission;
    private final ExplainQuery explain;
    private final MeterRegistry meters;

    ExplanationResource(Admission admission, ExplainQuery explain, MeterRegistry meters) {
        this.admission = admission;
        this.explain = explain;
        this.meters = meters;
    }

    /** Names the messages behind a user's counts, the cursors, and the records that moved them last. */
    @GET
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @SecurityRequirement(name = "secret")
    @Operation(
            summary = "Explains a user's unread counts",
            description =
                    "Names every message behind a count by number and sender, the read cursor, and the record that"
                            + " moved it last. The total is the sum over conversations that are not muted. Counts twice, in two"
                            + " ways, and says whether both agree. Only for users that the credential may send as.")
    @APIResponse(
            responseCode = "200",
            description = "The explanation, all of one moment.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = UnreadExplained.class)))
    @APIResponse(
            responseCode = "default",
            description = "Not explained. The code says why.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Response> explain(
            @HeaderParam("Authorization") @Parameter(hidden = true) @Nullable String authorization,
            @PathParam("id") @Parameter(description = "Whose counts.") String userId,
            @QueryParam("conversation")
                    @DefaultValue("")
                    @Parameter(description = "One conversation; without it, all that have something unread.")
                    String conversation,
            @QueryParam("after")
                    @DefaultValue("0")
                    @Parameter(description = "Name only messages with a greater seq: to go on where `more` was true.")
                    long after,
            @QueryParam("messages")
                    @DefaultValue("0")
                    @Parameter(description = "Messages named of each conversation, 1 to 1,000; 0 means 100.")
                    int messages,
            @QueryParam("page") @DefaultValue("") @Parameter(description = "nextPageToken of the answer before.")
                    String page,
            @QueryParam("fresh")
                    @DefaultValue("false")
                    @Parameter(description = "True: with every event that is committed now, or TIMEOUT.")
                    boolean fresh) {
        Timer.Sample sample = Timer.start(meters);
        // Who may not act for a user has no business with what that user has read.
        var admitted = admission.of(authorization, userId, "This credential may not ask about this user.");
        if (admitted instanceof Admission.Answer.Refused(Outcome.Failed why)) {
            return Uni.createFrom().item(failed(why, sample));
        }
        var request = ExplainUnreadRequest.newBuilder()
                .setUserId(userId)
                .setConversationId(conversation)
                .setAfterSeq(after)
                .setMessagesMax(messages)
                .setPageToken(page)
                .setFresh(fresh);
        return explain.explain(request.build())
                .map(answer -> {
                    ended(sample, "EXPLAINED");
                    return Response.ok(CanonicalJson.of(answer), MediaType.APPLICATION_JSON)
                            .build();
                })
                .onFailure()
                .recoverWithItem(failure -> failed(ExplainQuery.failed(failure), sample));
    }

    private Response failed(Outcome.Failed failed, Timer.Sample sample) {
        ended(sample, failed.word());
        return Problem.response(failed);
    }

    private void ended(Timer.Sample sample, String outcome) {
        sample.stop(meters.timer("hongyan.api.explanations", "outcome", outcome));
    }
}
