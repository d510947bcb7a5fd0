package io.hongyan.connector.query.grpc;

import io.hongyan.connector.command.Arguments;
import io.hongyan.connector.query.QueryConfig;
import io.hongyan.connector.query.grpc.Calls.Service;
import io.hongyan.connector.session.Errors;
import io.hongyan.connector.session.Identity;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.proto.client.v1.BeginUpload;
import io.hongyan.proto.client.v1.FinishUpload;
import io.hongyan.proto.client.v1.MediaLinkRequest;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.media.v1.BeginUploadRequest;
import io.hongyan.proto.media.v1.FinishUploadRequest;
import io.hongyan.proto.media.v1.GetLinkRequest;
import io.hongyan.proto.media.v1.MediaRefusal;
import io.hongyan.proto.media.v1.MutinyMediaServiceGrpc.MutinyMediaServiceStub;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Passes on what users upload and want to load. What may be uploaded, and who may load what, is history-service's to say. */
@ApplicationScoped
public class MediaQuestions {

    private final MutinyMediaServiceStub media;
    private final Calls calls;
    private final QueryConfig config;

    MediaQuestions(@GrpcClient("history") MutinyMediaServiceStub media, Calls calls, QueryConfig config) {
        this.media = media;
        this.calls = calls;
        this.config = config;
    }

    /** Begins an upload, or goes on with it. */
    public Uni<ServerFrame> begin(Identity who, BeginUpload upload) {
        var asked = BeginUploadRequest.newBuilder()
                .setUserId(who.userId())
                .setContentType(upload.getContentType())
                .setSizeBytes(upload.getSizeBytes())
                .setSha256(upload.getSha256())
                .build();
        return calls.call(Service.HISTORY, media, config.answerMax(), stub -> stub.beginUpload(asked))
                .map(answer -> {
                    refuse(answer.hasRefused(), answer.getRefused());
                    return ServerFrame.newBuilder()
                            .setUploadPlan(answer.getPlan())
                            .build();
                });
    }

    /** Has an upload checked. */
    public Uni<ServerFrame> finish(Identity who, FinishUpload upload) {
        var asked = FinishUploadRequest.newBuilder()
                .setUserId(who.userId())
                .setMediaId(upload.getMediaId())
                .build();
        return calls.call(Service.HISTORY, media, config.answerMax(), stub -> stub.finishUpload(asked))
                .map(answer -> {
                    refuse(answer.hasRefused(), answer.getRefused());
                    return ServerFrame.newBuilder()
                            .setMediaReady(answer.getReady())
                            .build();
                });
    }

    /** A link to media of a message, or of one's own. */
    public Uni<ServerFrame> link(Identity who, MediaLinkRequest request) {
        boolean isOwn = request.getConversationId().isEmpty();
        var asked = GetLinkRequest.newBuilder()
                .setUserId(who.userId())
                .setConversationId(isOwn ? "" : Arguments.conversation(request.getConversationId()))
                .setSeq(isOwn ? request.getSeq() : Arguments.seq("seq", request.getSeq()))
                .setMediaId(request.getMediaId())
                .setThumbnail(request.getThumbnail())
                .build();
        return calls.call(Service.HISTORY, media, config.answerMax(), stub -> stub.getLink(asked))
                .map(answer -> {
                    refuse(answer.hasRefused(), answer.getRefused());
                    return ServerFrame.newBuilder()
                            .setMediaLink(answer.getLink())
                            .build();
                });
    }

    private static void refuse(boolean isRefused, MediaRefusal refusal) {
        if (isRefused) {
            throw new SuiteException(Errors.of(refusal.getCode(), refusal.getMessage()));
        }
    }
}
