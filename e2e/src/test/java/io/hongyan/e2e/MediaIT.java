package io.hongyan.e2e;

import static io.hongyan.e2e.Person.join;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.hongyan.client.RefusedException;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.BeginUpload;
import io.hongyan.proto.client.v1.MediaLinkRequest;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Image;
import io.hongyan.proto.content.v1.Media;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.media.v1.MediaReady;
import io.hongyan.proto.media.v1.UploadPlan;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A picture from one phone to another, by way of a connection that breaks. */
@ExtendWith(RunningSuite.Extension.class)
class MediaIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void aPictureIsGoneOnWithAfterACutAndSeenByThoseWhoSeeItsMessage(RunningSuite suite) throws Exception {
        try (Person alice = Person.online(suite, RunningSuite.name("alice"));
                Person bob = Person.online(suite, RunningSuite.name("bob"));
                Person mallory = Person.online(suite, RunningSuite.name("mallory"))) {
            String conversation = Person.between(alice, bob);
            Path picture = picture();
            BeginUpload upload = announced(picture, "image/png");
            UploadPlan plan = join(alice.app().media().begin(upload));
            long half = Files.size(picture) / 2;

            sendAndCut(plan, Files.readAllBytes(picture), half);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    join(alice.app().media().begin(upload)).getOffset())
                            .isEqualTo(half));
            MediaReady ready = join(alice.app().media().upload(picture, "image/png"));
            Ack sent = join(alice.app().send(conversation, UUID.randomUUID().toString(), image(ready)));

            assertThat(ready.getMediaId()).isEqualTo(plan.getMediaId());
            assertThat(ready.getWidth()).isEqualTo(900);
            await().atMost(PATIENCE).until(() -> bob.timeline(conversation).size() == 1);
            MediaLinkRequest request = MediaLinkRequest.newBuilder()
                    .setConversationId(conversation)
                    .setSeq(sent.getSeq())
                    .setMediaId(ready.getMediaId())
                    .build();
            Path loaded = join(bob.app().media().download(request, folder.resolve("loaded")));
            Path small = join(bob.app()
                    .media()
                    .download(request.toBuilder().setThumbnail(true).build(), folder.resolve("small")));
            assertThat(loaded).hasSameBinaryContentAs(picture);
            assertThat(ImageIO.read(small.toFile()).getWidth()).isEqualTo(320);
            assertThat(refused(mallory.app().media().link(request))).isEqualTo(ErrorCode.ERROR_CODE_NOT_A_MEMBER);
            assertThat(refused(mallory.app()
                            .media()
                            .link(MediaLinkRequest.newBuilder()
                                    .setMediaId(ready.getMediaId())
                                    .build())))
                    .isEqualTo(ErrorCode.ERROR_CODE_MEDIA_NOT_FOUND);
            String link = join(bob.app().media().link(request)).getUrl();
            assertThat(status(link)).isEqualTo(200);
            assertThat(status(link.replaceFirst("expires=[0-9]+", "expires=9999999999999")))
                    .isEqualTo(403);

            join(alice.app().recall(conversation, sent.getSeq()));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(refused(bob.app().media().link(request)))
                            .isEqualTo(ErrorCode.ERROR_CODE_MEDIA_NOT_FOUND));
        }
    }

    @Test
    void whatIsNoPictureIsNotTakenForOne(RunningSuite suite) throws Exception {
        try (Person alice = Person.online(suite, RunningSuite.name("alice"))) {
            Path page = Files.writeString(folder.resolve("page"), "<script>alert(1)</script>");

            ErrorCode code = refused(alice.app().media().upload(page, "image/png"));

            assertThat(code).isEqualTo(ErrorCode.ERROR_CODE_MEDIA_REFUSED);
        }
    }

    private Path picture() throws IOException {
        var random = new Random(7);
        var image = new BufferedImage(900, 600, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 900; x++) {
            for (int y = 0; y < 600; y++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        Path file = folder.resolve("picture.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private static BeginUpload announced(Path file, String type) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        return BeginUpload.newBuilder()
                .setContentType(type)
                .setSizeBytes(bytes.length)
                .setSha256(
                        ByteString.copyFrom(MessageDigest.getInstance("SHA-256").digest(bytes)))
                .build();
    }

    /** As when a phone loses its network: what was sent is followed by nothing. */
    private static void sendAndCut(UploadPlan plan, byte[] bytes, long until) throws IOException {
        URI url = URI.create(plan.getUrl());
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            var out = socket.getOutputStream();
            out.write("PUT %s?%s HTTP/1.1\r\nHost: %s\r\nUpload-Offset: 0\r\nContent-Length: %d\r\n\r\n"
                    .formatted(url.getRawPath(), url.getRawQuery(), url.getAuthority(), bytes.length)
                    .getBytes(US_ASCII));
            out.write(bytes, 0, (int) until);
            out.flush();
            socket.shutdownOutput();
        }
    }

    private static Content image(MediaReady ready) {
        return Content.newBuilder()
                .setImage(Image.newBuilder()
                        .setMedia(Media.newBuilder()
                                .setMediaId(ready.getMediaId())
                                .setContentType(ready.getContentType())
                                .setSizeBytes(ready.getSizeBytes())
                                .setSha256(ready.getSha256()))
                        .setWidth(ready.getWidth())
                        .setHeight(ready.getHeight()))
                .build();
    }

    private static int status(String url) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static ErrorCode refused(CompletionStage<?> request) {
        var failed = catchThrowableOfType(CompletionException.class, () -> join(request));
        assertThat(failed).as("it was not refused").isNotNull();
        if (failed.getCause() instanceof RefusedException refused) {
            return refused.error().getCode();
        }
        throw new AssertionError("it failed otherwise", failed);
    }
}
