package io.hongyan.history.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hongyan.history.media.Link.Purpose;
import io.hongyan.history.media.http.Signer;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.MessageRecalled;
import io.hongyan.proto.media.v1.GetLinkRequest;
import io.hongyan.proto.media.v1.UploadPlan;
import io.hongyan.testkit.PostgresTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Links, and what they lead to. */
@QuarkusTest
@WithTestResource(WithMedia.Log.class)
@WithTestResource(PostgresTestResource.class)
@WithTestResource(WithMedia.Kept.class)
class MediaLinksIT extends WithMedia {
    @Test
    void nobodyElseGetsALinkAndAfterARecallNobodyDoes() throws Exception {
        byte[] bytes = bytes(1_000, 2);
        String id = uploaded("ann", bytes);
        write(message("d:ann:fay", 1, id));
        write(message("d:ann:fay", 2, id));

        assertThat(link("fay", "d:ann:fay", 1, id).hasLink()).isTrue();
        assertThat(link("ann", "", 0, id).hasLink()).isTrue();
        assertThat(link("fay", "", 0, id).getRefused().getCode()).isEqualTo(ErrorCode.ERROR_CODE_MEDIA_NOT_FOUND);
        var stranger = catchThrowableOfType(StatusRuntimeException.class, () -> link("mallory", "d:ann:fay", 1, id));
        assertThat(stranger.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        write(message("d:ann:mallory", 1, "0123456789abcdefghjkmnpqrs"));
        assertThat(link("mallory", "d:ann:mallory", 1, id).getRefused().getCode())
                .isEqualTo(ErrorCode.ERROR_CODE_MEDIA_NOT_FOUND);
        assertThat(link("mallory", "d:ann:mallory", 1, "0123456789abcdefghjkmnpqrs")
                        .getRefused()
                        .getCode())
                .isEqualTo(ErrorCode.ERROR_CODE_MEDIA_NOT_FOUND);
        assertThat(media.getLink(GetLinkRequest.newBuilder()
                                .setUserId("ann")
                                .setMediaId(id)
                                .setThumbnail(true)
                                .build())
                        .getRefused()
                        .getMessage())
                .contains("thumbnail");

        write(event("d:ann:fay", 3)
                .setMessageRecalled(MessageRecalled.newBuilder().setTargetSeq(1))
                .build());

        await().untilAsserted(() ->
                assertThat(link("fay", "d:ann:fay", 1, id).hasLink()).isFalse());
        assertThat(link("fay", "d:ann:fay", 2, id).hasLink()).isTrue();
    }

    @Test
    void aLinkIsGoodForWhatItSaysAndNotForever() throws Exception {
        byte[] bytes = bytes(1_000, 3);
        UploadPlan plan = begin("ann", "application/pdf", bytes);
        String id = uploaded("ann", bytes);
        String url = link("ann", "", 0, id).getLink().getUrl();

        assertThat(get(url).statusCode()).isEqualTo(200);
        assertThat(get(url.replace("for=download", "for=upload")).statusCode()).isEqualTo(403);
        assertThat(get(url.replaceFirst("expires=[0-9]+", "expires=9999999999999"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(get(url.replaceFirst("signature=.", "signature=")).statusCode())
                .isEqualTo(403);
        assertThat(get(url.replaceFirst("&signature=.*", "")).statusCode()).isEqualTo(403);
        assertThat(get(ELSEWHERE + "/v1/media/..%2F..%2Fetc%2Fpasswd?for=download&expires=9999999999999&signature=x")
                        .statusCode())
                .isEqualTo(403);
        assertThat(get(plan.getUrl()).statusCode()).isEqualTo(405);
        assertThat(put(plan, bytes).statusCode()).as("it is there already").isEqualTo(204);
        var over = new Link(Purpose.DOWNLOAD, id, System.currentTimeMillis());
        var expired = get(over.url(ELSEWHERE, new Signer(KEY).sign(over)));
        assertThat(expired.statusCode()).isEqualTo(403);
        assertThat(new String(expired.body(), UTF_8)).contains("expired");
    }

    /** Whoever reads traces must not be able to load what was said. */
    @Test
    void linksAreNotTraced() throws Exception {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        String url =
                link("ann", "", 0, uploaded("ann", bytes(100, 7))).getLink().getUrl();

        assertThat(get(url, "traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                        .statusCode())
                .isEqualTo(200);

        await().during(Duration.ofMillis(500)).until(() -> spans.of(trace).isEmpty());
    }

    @Test
    void onlyTheAppsOwnPagesMayLoad() throws Exception {
        String id = uploaded("ann", bytes(100, 6));
        String url = link("ann", "", 0, id).getLink().getUrl();

        assertThat(get(url, "Origin", APP).headers().firstValue("access-control-allow-origin"))
                .contains(APP);
        assertThat(get(url, "Origin", "https://evil.example").headers().firstValue("access-control-allow-origin"))
                .isEmpty();
        var asked = http.send(
                HttpRequest.newBuilder(local(url))
                        .method("OPTIONS", BodyPublishers.noBody())
                        .header("Origin", APP)
                        .build(),
                BodyHandlers.discarding());
        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(asked.headers().firstValue("access-control-allow-headers").orElseThrow())
                .contains("upload-offset");
    }
}
