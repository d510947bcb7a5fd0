package io.hongyan.connector.query.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.hongyan.connector.suite.RecordingSession;
import io.hongyan.connector.suite.WithSuite;
import io.hongyan.proto.client.v1.BeginUpload;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.FinishUpload;
import io.hongyan.proto.client.v1.MediaLinkRequest;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.media.v1.BeginUploadRequest;
import io.hongyan.proto.media.v1.BeginUploadResponse;
import io.hongyan.proto.media.v1.FinishUploadRequest;
import io.hongyan.proto.media.v1.FinishUploadResponse;
import io.hongyan.proto.media.v1.GetLinkRequest;
import io.hongyan.proto.media.v1.GetLinkResponse;
import io.hongyan.proto.media.v1.MediaLink;
import io.hongyan.proto.media.v1.MediaReady;
import io.hongyan.proto.media.v1.MediaRefusal;
import io.hongyan.proto.media.v1.UploadPlan;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MediaIT extends WithSuite {

    private static final String ID = "0123456789abcdefghjkmnpqrs";
    private static final ByteString HASH = ByteString.copyFrom(new byte[32]);

    @Test
    void whatAUserUploadsIsPlannedAndCheckedForThatUser() {
        RecordingSession ann = online("ann", "phone");
        UploadPlan plan = UploadPlan.newBuilder()
                .setMediaId(ID)
                .setOffset(3)
                .setBytesMax(4)
                .build();
        MediaReady ready = MediaReady.newBuilder().setMediaId(ID).setWidth(7).build();
        doubles.answer(
                BeginUploadRequest.class,
                BeginUploadResponse.newBuilder().setPlan(plan).build());
        doubles.answer(
                FinishUploadRequest.class,
                FinishUploadResponse.newBuilder().setReady(ready).build());

        var planned = ask(ann, ClientFrame.newBuilder().setBeginUpload(upload()));
        var finished = ask(ann, finish());

        assertThat(planned.getUploadPlan()).isEqualTo(plan);
        assertThat(finished.getMediaReady()).isEqualTo(ready);
        assertThat(doubles.asked(BeginUploadRequest.class))
                .containsExactly(BeginUploadRequest.newBuilder()
                        .setUserId("ann")
                        .setContentType("image/png")
                        .setSizeBytes(7)
                        .setSha256(HASH)
                        .build());
        assertThat(doubles.asked(FinishUploadRequest.class))
                .containsExactly(FinishUploadRequest.newBuilder()
                        .setUserId("ann")
                        .setMediaId(ID)
                        .build());
    }

    @Test
    void aLinkIsAskedForByTheMessageOrForOnesOwn() {
        RecordingSession ann = online("ann", "phone");
        MediaLink link =
                MediaLink.newBuilder().setUrl("https://media.example/1").build();
        doubles.answer(
                GetLinkRequest.class, GetLinkResponse.newBuilder().setLink(link).build());

        var ofMessage = ask(
                ann,
                link(MediaLinkRequest.newBuilder()
                        .setConversationId("d:ann:bob")
                        .setSeq(7)
                        .setThumbnail(true)));
        var own = ask(ann, link(MediaLinkRequest.newBuilder()));

        assertThat(ofMessage.getMediaLink()).isEqualTo(link);
        assertThat(own.getMediaLink()).isEqualTo(link);
        assertThat(doubles.asked(GetLinkRequest.class))
                .containsExactly(
                        GetLinkRequest.newBuilder()
                                .setUserId("ann")
                                .setConversationId("d:ann:bob")
                                .setSeq(7)
                                .setMediaId(ID)
                                .setThumbnail(true)
                                .build(),
                        GetLinkRequest.newBuilder()
                                .setUserId("ann")
                                .setMediaId(ID)
                                .build());
    }

    @Test
    void whatIsRefusedIsToldWithItsCodeAndSentence() {
        RecordingSession ann = online("ann", "phone");
        doubles.answer(
                FinishUploadRequest.class,
                FinishUploadResponse.newBuilder()
                        .setRefused(MediaRefusal.newBuilder()
                                .setCode(ErrorCode.ERROR_CODE_MEDIA_REFUSED)
                                .setMessage("The bytes are not image/png."))
                        .build());
        doubles.fail(GetLinkRequest.class, Status.PERMISSION_DENIED);
        doubles.fail(BeginUploadRequest.class, Status.INVALID_ARGUMENT.withDescription("sha256 must have 32 bytes."));

        Error forged = refused(ann, finish());
        Error stranger = refused(
                ann,
                link(MediaLinkRequest.newBuilder()
                        .setConversationId("d:bob:zoe")
                        .setSeq(1)));
        Error nonsense = refused(
                ann,
                link(MediaLinkRequest.newBuilder().setConversationId("geese").setSeq(1)));
        Error unhashed = refused(ann, ClientFrame.newBuilder().setBeginUpload(upload()));

        assertThat(forged.getCode()).isEqualTo(ErrorCode.ERROR_CODE_MEDIA_REFUSED);
        assertThat(forged.getMessage()).isEqualTo("The bytes are not image/png.");
        assertThat(forged.getRetry()).isFalse();
        assertThat(stranger.getCode()).isEqualTo(ErrorCode.ERROR_CODE_NOT_A_MEMBER);
        assertThat(nonsense.getMessage()).contains("conversation_id");
        assertThat(unhashed.getMessage()).isEqualTo("sha256 must have 32 bytes.");
    }

    private static BeginUpload.Builder upload() {
        return BeginUpload.newBuilder()
                .setContentType("image/png")
                .setSizeBytes(7)
                .setSha256(HASH);
    }

    private static ClientFrame.Builder finish() {
        return ClientFrame.newBuilder()
                .setFinishUpload(FinishUpload.newBuilder().setMediaId(ID));
    }

    private static ClientFrame.Builder link(MediaLinkRequest.Builder request) {
        return ClientFrame.newBuilder().setMediaLink(request.setMediaId(ID));
    }
}
