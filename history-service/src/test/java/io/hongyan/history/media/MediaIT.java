package io.hongyan.history.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.media.v1.FinishUploadResponse;
import io.hongyan.proto.media.v1.UploadPlan;
import io.hongyan.testkit.PostgresTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Uploads, over real sockets. */
@QuarkusTest
@WithTestResource(WithMedia.Log.class)
@WithTestResource(PostgresTestResource.class)
@WithTestResource(WithMedia.Kept.class)
class MediaIT extends WithMedia {
    @Test
    void whatIsUploadedInPiecesIsLoadedByThoseWhoSeeItsMessage() throws Exception {
        byte[] bytes = bytes(300_000, 1);
        UploadPlan first = begin("ann", "application/pdf", bytes);
        cut(first.getUrl(), bytes, 100_000);
        await().untilAsserted(() ->
                assertThat(begin("ann", "application/pdf", bytes).getOffset()).isEqualTo(100_000));
        UploadPlan second = begin("ann", "application/pdf", bytes);

        assertThat(second.getMediaId()).isEqualTo(first.getMediaId());
        assertThat(finish("ann", first.getMediaId()).getRefused().getCode())
                .isEqualTo(ErrorCode.ERROR_CODE_MEDIA_INCOMPLETE);
        assertThat(head(second.getUrl()).headers().map()).containsEntry("upload-offset", List.of("100000"));
        var rest = put(second, Arrays.copyOfRange(bytes, 100_000, bytes.length));
        assertThat(rest.statusCode()).isEqualTo(204);
        assertThat(rest.headers().firstValue("upload-complete")).contains("?1");
        FinishUploadResponse finished = finish("ann", first.getMediaId());
        assertThat(finished.getReady().getSizeBytes()).isEqualTo(bytes.length);
        assertThat(finish("ann", first.getMediaId())).isEqualTo(finished);
        assertThat(begin("ann", "application/pdf", bytes).getBytesMax()).isZero();

        write(message("d:ann:ben", 1, first.getMediaId()));
        String url = link("ben", "d:ann:ben", 1, first.getMediaId()).getLink().getUrl();

        var loaded = get(url);
        assertThat(loaded.statusCode()).isEqualTo(200);
        assertThat(loaded.body()).isEqualTo(bytes);
        assertThat(loaded.headers().map())
                .containsEntry("content-type", List.of("application/octet-stream"))
                .containsEntry("content-disposition", List.of("attachment"))
                .containsEntry("x-content-type-options", List.of("nosniff"));
        var part = get(url, "Range", "bytes=10-19");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(bytes, 10, 20));
        assertThat(part.headers().firstValue("content-range")).contains("bytes 10-19/300000");
        assertThat(get(url, "Range", "bytes=300000-").statusCode()).isEqualTo(416);
        assertThat(head(url).headers().firstValueAsLong("content-length")).hasValue(bytes.length);
    }

    @Test
    void anUploadTakesWhatWasAnnouncedAndNothingElse() throws Exception {
        byte[] bytes = bytes(1_000, 4);
        UploadPlan plan = begin("ann", "application/pdf", bytes);

        assertThat(put(plan, bytes(1_001, 4)).statusCode()).isEqualTo(413);
        assertThat(put(plan.toBuilder().putHeaders("Upload-Offset", "10").build(), bytes)
                        .statusCode())
                .isEqualTo(409);
        assertThat(put(plan.toBuilder().putHeaders("Upload-Offset", "-1").build(), bytes)
                        .statusCode())
                .isEqualTo(400);
        assertThat(put(plan, bytes(1_000, 5)).statusCode()).isEqualTo(204);
        assertThat(finish("ben", plan.getMediaId()).getRefused().getCode())
                .isEqualTo(ErrorCode.ERROR_CODE_MEDIA_NOT_FOUND);
        assertThat(finish("ann", plan.getMediaId()).getRefused().getCode())
                .isEqualTo(ErrorCode.ERROR_CODE_MEDIA_REFUSED);
        assertThat(put(plan, bytes).statusCode()).as("it is gone").isEqualTo(404);
    }

    @Test
    void aPageIsNoPictureAndTooManyUploadsAreToBeFinishedFirst() throws Exception {
        byte[] page = "<html><script>alert(1)</script></html>".getBytes(UTF_8);
        UploadPlan plan = begin("eve", "image/png", page);
        put(plan, page);
        begin("eve", "image/gif", page);

        assertThat(media.beginUpload(request("eve", "image/webp", page))
                        .getRefused()
                        .getCode())
                .isEqualTo(ErrorCode.ERROR_CODE_LIMIT_REACHED);
        assertThat(finish("eve", plan.getMediaId()).getRefused().getCode())
                .isEqualTo(ErrorCode.ERROR_CODE_MEDIA_REFUSED);
        assertThat(media.beginUpload(request("eve", "image/webp", page)).hasPlan())
                .isTrue();
        var nonsense = catchThrowableOfType(
                StatusRuntimeException.class, () -> media.beginUpload(request("eve", "image/png", new byte[0])));
        assertThat(nonsense.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
}
