package io.hongyan.history.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.hongyan.proto.media.v1.BeginUploadRequest;
import io.hongyan.proto.media.v1.FinishUploadRequest;
import io.hongyan.proto.media.v1.GetLinkRequest;
import org.junit.jupiter.api.Test;

class UploadLimitsTest {

    private static final String ID = "0123456789abcdefghjkmnpqrs";
    private static final UploadLimits LIMITS = new UploadLimits(10, 20, 30, 40);

    @Test
    void eachKindHasItsOwnLimit() {
        assertThat(LIMITS.objection(upload("image/png", 10))).isNull();
        assertThat(LIMITS.objection(upload("audio/ogg", 20))).isNull();
        assertThat(LIMITS.objection(upload("video/mp4", 30))).isNull();
        assertThat(LIMITS.objection(upload("application/pdf", 40))).isNull();
        assertThat(LIMITS.objection(upload("image/png", 11))).contains("size_bytes", "10", "image/png");
        assertThat(LIMITS.objection(upload("video/mp4", 31))).contains("30");
        assertThat(LIMITS.objection(upload("imagine/x", 41))).contains("40");
    }

    @Test
    void whatMakesNoSenseIsNamed() {
        assertThat(LIMITS.objection(upload("image/png", 0))).contains("size_bytes");
        assertThat(LIMITS.objection(upload("image/png", -1))).contains("size_bytes");
        assertThat(LIMITS.objection(upload("Image/PNG", 1))).contains("content_type");
        assertThat(LIMITS.objection(upload("image/png; charset=x", 1))).contains("content_type");
        assertThat(LIMITS.objection(upload("/", 1))).contains("content_type");
        assertThat(LIMITS.objection(upload("", 1))).contains("content_type");
        assertThat(LIMITS.objection(upload("image/png", 1).toBuilder()
                        .setSha256(ByteString.copyFrom(new byte[31]))
                        .build()))
                .contains("sha256");
        assertThat(LIMITS.objection(
                        upload("image/png", 1).toBuilder().setUserId("a\0").build()))
                .contains("user_id");
        assertThat(UploadLimits.objection(FinishUploadRequest.newBuilder()
                        .setUserId("ann")
                        .setMediaId("../" + ID)
                        .build()))
                .contains("media_id");
    }

    @Test
    void aLinkIsToAMessageOrToOnesOwn() {
        var own = GetLinkRequest.newBuilder().setUserId("ann").setMediaId(ID);

        assertThat(UploadLimits.objection(own.build())).isNull();
        assertThat(UploadLimits.objection(own.clone().setSeq(1).build())).contains("conversation_id");
        assertThat(UploadLimits.objection(
                        own.clone().setConversationId("d:ann:bob").build()))
                .contains("seq");
        assertThat(UploadLimits.objection(
                        own.clone().setConversationId("geese").setSeq(1).build()))
                .contains("conversation_id");
        assertThat(UploadLimits.objection(
                        own.clone().setConversationId("d:ann:bob").setSeq(1).build()))
                .isNull();
    }

    private static BeginUploadRequest upload(String type, long size) {
        return BeginUploadRequest.newBuilder()
                .setUserId("ann")
                .setContentType(type)
                .setSizeBytes(size)
                .setSha256(ByteString.copyFrom(new byte[32]))
                .build();
    }
}
