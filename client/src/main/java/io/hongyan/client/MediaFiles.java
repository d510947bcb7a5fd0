package io.hongyan.client;

import com.google.protobuf.ByteString;
import io.hongyan.proto.client.v1.BeginUpload;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.FinishUpload;
import io.hongyan.proto.client.v1.MediaLinkRequest;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.media.v1.MediaLink;
import io.hongyan.proto.media.v1.MediaReady;
import io.hongyan.proto.media.v1.UploadPlan;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Files that messages carry and the suite keeps: uploads, which go on where they were broken off, and links to load from. Errors come as in {@link
 * ChatClient}; what HTTP answers otherwise is a {@link MediaException}.
 */
public final class MediaFiles {

    /** How often a step is tried that brings the upload no further. */
    private static final int ATTEMPTS_MAX = 8;

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int MULTIPLE_CHOICES = 300;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;

    // One for all: it keeps connections. Made with the first that is asked for files.
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    private final ChatSession session;

    MediaFiles(ChatSession session) {
        this.session = session;
    }

    /**
     * Uploads a file, from where an earlier attempt ended, and has it checked. To go on after a crash, call it again: the server knows the
     * upload by the hash of the file. The same file is uploaded once.
     *
     * @param contentType such as image/jpeg
     * @return what a message says of it, in {@code Content}
     */
    public CompletionStage<MediaReady> upload(Path file, String contentType) {
        return CompletableFuture.supplyAsync(() -> HashedFile.of(file))
                .thenCompose(hashed -> step(hashed, begin(hashed, contentType), -1, 0));
    }

    /** Begins an upload, or asks how far it has come. {@link #upload} does all of it. */
    public CompletionStage<UploadPlan> begin(BeginUpload upload) {
        return session.ask(ClientFrame.newBuilder().setBeginUpload(upload).build())
                .thenApply(ServerFrame::getUploadPlan);
    }

    /** A link to media that a message carries; or, without conversation and seq, to what one has uploaded oneself. */
    public CompletionStage<MediaLink> link(MediaLinkRequest request) {
        return session.ask(ClientFrame.newBuilder().setMediaLink(request).build())
                .thenApply(ServerFrame::getMediaLink);
    }

    /** Loads media that a message carries, or their small picture, into a file. */
    public CompletionStage<Path> download(MediaLinkRequest request, Path into) {
        return link(request)
                .thenCompose(link -> HTTP.sendAsync(
                        HttpRequest.newBuilder(URI.create(link.getUrl())).build(), BodyHandlers.ofFile(into)))
                .thenApply(answer -> {
                    if (answer.statusCode() != OK) {
                        throw new MediaException(answer.statusCode());
                    }
                    return answer.body();
                });
    }

    /**
     * One part of an upload, and then the next.
     *
     * @param before the offset of the plan before; -1 if this is the first
     * @param vain how many attempts have brought it no further
     */
    private CompletionStage<MediaReady> step(HashedFile file, BeginUpload upload, long before, int vain) {
        return begin(upload).thenCompose(plan -> {
            if (plan.getBytesMax() == 0) {
                return finish(plan.getMediaId(), 0);
            }
            boolean isVain = plan.getOffset() <= before;
            return put(file, plan)
                    .handle((status, failure) -> {
                        boolean isDone = failure == null && isDone(status);
                        if (!isVain || vain + 1 < ATTEMPTS_MAX && (failure != null || mayPass(status))) {
                            return after(
                                    isDone ? Duration.ZERO : PAUSE,
                                    () -> step(file, upload, plan.getOffset(), isVain ? vain + 1 : 0));
                        }
                        return CompletableFuture.<MediaReady>failedFuture(
                                failure == null ? new MediaException(status) : failure);
                    })
                    .thenCompose(next -> next);
        });
    }

    private static CompletionStage<Integer> put(HashedFile file, UploadPlan plan) {
        long length = Math.min(plan.getBytesMax(), file.size() - plan.getOffset());
        BodyPublisher bytes = BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(() -> file.open(plan.getOffset(), length)), length);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(plan.getUrl())).PUT(bytes);
        plan.getHeadersMap().forEach(request::setHeader);
        return HTTP.sendAsync(request.build(), BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
    }

    /** A check may take longer than an answer is waited for: it is asked for again. */
    private CompletionStage<MediaReady> finish(String mediaId, int asked) {
        return session.ask(ClientFrame.newBuilder()
                        .setFinishUpload(FinishUpload.newBuilder().setMediaId(mediaId))
                        .build())
                .thenApply(ServerFrame::getMediaReady)
                .handle((ready, failure) -> failure != null && asked < ATTEMPTS_MAX && isTimeout(failure)
                        ? after(PAUSE, () -> finish(mediaId, asked + 1))
                        : failure == null
                                ? CompletableFuture.completedStage(ready)
                                : CompletableFuture.<MediaReady>failedStage(failure))
                .thenCompose(next -> next);
    }

    private static BeginUpload begin(HashedFile file, String contentType) {
        return BeginUpload.newBuilder()
                .setContentType(contentType)
                .setSizeBytes(file.size())
                .setSha256(ByteString.copyFrom(file.sha256()))
                .build();
    }

    private static boolean isDone(int status) {
        return status >= OK && status < MULTIPLE_CHOICES;
    }

    /** Somebody else uploads the same, the link has expired and the next plan has another, the server is full or down. */
    private static boolean mayPass(int status) {
        return isDone(status) || status == CONFLICT || status == FORBIDDEN || status >= SERVER_ERROR;
    }

    private static boolean isTimeout(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof RefusedException refused && refused.error().getCode() == ErrorCode.ERROR_CODE_TIMEOUT;
    }

    private static <T> CompletionStage<T> after(Duration pause, Supplier<CompletionStage<T>> action) {
        Executor later = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
        return CompletableFuture.supplyAsync(action, later).thenCompose(stage -> stage);
    }
}
