package io.hongyan.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.proto.client.v1.BeginUpload;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.MediaLinkRequest;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.media.v1.MediaLink;
import io.hongyan.proto.media.v1.MediaReady;
import io.hongyan.proto.media.v1.UploadPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads to a storage that takes a part at a time, and now and then none. */
class MediaFilesTest {

    private static final String ID = "0123456789abcdefghjkmnpqrs";
    private static final int SIZE = 100_000;
    private static final int PART = 40_000;

    @TempDir
    Path folder;

    private final ChatServer server = new ChatServer(60_000);
    private final ByteArrayOutputStream stored = new ByteArrayOutputStream();

    /** What the next requests are answered with; then all are taken. */
    private final Deque<Integer> statuses = new ArrayDeque<>();

    /** How the next attempts to finish fail. */
    private final Deque<ErrorCode> errors = new ArrayDeque<>();

    private final byte[] bytes = new byte[SIZE];
    private Connections connections;
    private HttpServer storage;
    private ChatClient client;

    @BeforeEach
    void start() throws IOException {
        new Random(7).nextBytes(bytes);
        storage = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        storage.createContext("/", this::answer);
        storage.start();
        server.user("alice");
        server.first = (peer, frame) -> {
            ServerFrame.Builder answer = ServerFrame.newBuilder().setId(frame.getId());
            if (frame.hasBeginUpload()) {
                peer.send(answer.setUploadPlan(plan()).build());
            } else if (frame.hasFinishUpload()) {
                peer.send(finished(answer).build());
            } else if (frame.hasMediaLink()) {
                peer.send(answer.setMediaLink(MediaLink.newBuilder().setUrl(url("/there")))
                        .build());
            } else {
                return false;
            }
            return true;
        };
        connections = Connections.withThreads(1);
        client = ChatClient.start(
                connections,
                ChatOptions.of(server.address(), "alice", "phone"),
                () -> CompletableFuture.completedFuture("token"),
                new MemoryStore(),
                new ChatListener() {});
        join(client.online());
    }

    @AfterEach
    void stop() {
        client.close();
        connections.close();
        server.close();
        storage.stop(0);
    }

    @Test
    void aFileGoesUpPartByPart() throws IOException {
        MediaReady ready = join(client.media().upload(file(), "image/png"));

        assertThat(ready.getMediaId()).isEqualTo(ID);
        assertThat(stored.toByteArray()).isEqualTo(bytes);
        BeginUpload begun = heard().getFirst().getBeginUpload();
        assertThat(begun.getContentType()).isEqualTo("image/png");
        assertThat(begun.getSizeBytes()).isEqualTo(SIZE);
        assertThat(begun.getSha256().size()).isEqualTo(32);
        assertThat(heard().stream().map(ClientFrame::getBeginUpload).distinct()).hasSize(1);
    }

    @Test
    void whatIsRefusedForNowIsTriedAgainAndSoIsACheckThatTakesLong() throws IOException {
        statuses.addAll(List.of(503, 403, 409));
        errors.addAll(List.of(ErrorCode.ERROR_CODE_TIMEOUT, ErrorCode.ERROR_CODE_TIMEOUT));

        MediaReady ready = join(client.media().upload(file(), "image/png"));

        assertThat(ready.getMediaId()).isEqualTo(ID);
        assertThat(stored.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void whatIsRefusedForGoodIsNotTriedForever() throws IOException {
        statuses.addAll(List.of(413, 413));

        Throwable tooMuch = catchThrowable(() -> join(client.media().upload(file(), "image/png")));

        assertThat(tooMuch)
                .hasCauseInstanceOf(MediaException.class)
                .cause()
                .extracting(cause -> ((MediaException) cause).status())
                .isEqualTo(413);
        errors.add(ErrorCode.ERROR_CODE_MEDIA_REFUSED);
        Throwable forged = catchThrowable(() -> join(client.media().upload(file(), "image/png")));
        assertThat(forged)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(RefusedException.class)
                .hasMessageContaining("MEDIA_REFUSED");
    }

    @Test
    void mediaAreLoadedByTheLink() throws IOException {
        stored.write(bytes);
        var request = MediaLinkRequest.newBuilder().setMediaId(ID).build();

        Path loaded = join(client.media().download(request, folder.resolve("loaded")));

        assertThat(loaded).hasBinaryContent(bytes);
        statuses.add(403);
        assertThat(catchThrowable(() -> join(client.media().download(request, folder.resolve("again")))))
                .hasCauseInstanceOf(MediaException.class);
    }

    private List<ClientFrame> heard() {
        return server.heard.stream().filter(ClientFrame::hasBeginUpload).toList();
    }

    private synchronized UploadPlan plan() {
        return UploadPlan.newBuilder()
                .setMediaId(ID)
                .setUrl(url("/part"))
                .putHeaders("Upload-Offset", Integer.toString(stored.size()))
                .setOffset(stored.size())
                .setBytesMax(Math.min(PART, SIZE - stored.size()))
                .build();
    }

    private synchronized ServerFrame.Builder finished(ServerFrame.Builder answer) {
        ErrorCode error = errors.poll();
        return error == null
                ? answer.setMediaReady(
                        MediaReady.newBuilder().setMediaId(ID).setSha256(ByteString.copyFrom(new byte[32])))
                : answer.setError(Error.newBuilder().setCode(error));
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Integer status = statuses.poll();
        boolean isLoad = exchange.getRequestMethod().equals("GET");
        if (status != null) {
            exchange.sendResponseHeaders(status, -1);
        } else if (isLoad) {
            exchange.sendResponseHeaders(200, stored.size());
            exchange.getResponseBody().write(stored.toByteArray());
        } else {
            assertThat(exchange.getRequestHeaders().getFirst("Upload-Offset"))
                    .isEqualTo(Integer.toString(stored.size()));
            stored.write(body);
            exchange.sendResponseHeaders(204, -1);
        }
        exchange.close();
    }

    private String url(String path) {
        return "http://localhost:%d%s".formatted(storage.getAddress().getPort(), path);
    }

    private Path file() throws IOException {
        return Files.write(folder.resolve("file"), bytes);
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
