package io.hongyan.history.media.http;

import io.hongyan.history.media.MediaItem;
import io.hongyan.history.media.Receiving;
import io.hongyan.history.media.files.MediaFolder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Receives bytes, and tells how many are there. A body is written as it comes; the sender waits while the disk does, so that a transfer holds a
 * few buffers whatever its size. What came before a connection broke stays, and is gone on with.
 */
final class Uploads {

    private static final Logger LOG = Logger.getLogger(Uploads.class);

    /** The most digits of a number of bytes. */
    private static final String NUMBER = "[0-9]{1,18}";

    /** Which uploads are written to now: in this process one request at a time. */
    private final Set<String> written = ConcurrentHashMap.newKeySet();

    private final MediaFolder folder;
    private final Counter bytes;

    Uploads(MediaFolder folder, MeterRegistry meters) {
        this.folder = folder;
        this.bytes = meters.counter("hongyan.media.bytes", "direction", "in");
    }

    /** How many bytes are there. */
    void tell(HttpServerRequest request, MediaItem item) {
        received(item)
                .onSuccess(received -> {
                    fields(request, item, received);
                    Answers.end(request, 200, "");
                })
                .onFailure(failure -> failed(request, failure));
    }

    /** Takes a body, if it follows what is there. */
    void receive(HttpServerRequest request, MediaItem item) {
        long offset = number(request.getHeader("Upload-Offset"), 0);
        long length = number(request.getHeader("Content-Length"), -1);
        if (offset == Long.MIN_VALUE || length == Long.MIN_VALUE) {
            Answers.end(request, 400, "Upload-Offset is a number of bytes.");
            return;
        }
        if (!written.add(item.mediaId())) {
            request.response().putHeader("Retry-After", "1");
            Answers.end(request, 409, "Another request uploads the same now.");
            return;
        }
        received(item)
                .compose(received -> switch (Receiving.decide(item.sizeBytes(), received, offset, length)) {
                    case Receiving.Taken taken -> write(request, item, taken);
                    case Receiving.Complete _ -> answer(request, item, received, 204, "");
                    case Receiving.Elsewhere _ ->
                        answer(request, item, received, 409, "The bytes do not follow what is there.");
                    case Receiving.TooMany _ ->
                        answer(request, item, received, 413, "These are more bytes than were announced.");
                })
                .onComplete(_ -> written.remove(item.mediaId()))
                .onFailure(failure -> failed(request, failure));
    }

    private Future<Void> write(HttpServerRequest request, MediaItem item, Receiving.Taken taken) {
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        return folder.open(item.mediaId(), taken.offset())
                .compose(file -> copy(request, file, taken.bytesMax()).eventually(() -> file.close()))
                .compose(written -> {
                    if (written > taken.bytesMax()) {
                        Answers.end(request, 413, "These are more bytes than were announced.");
                        return Future.succeededFuture();
                    }
                    bytes.increment(written);
                    return answer(request, item, taken.offset() + written, 204, "");
                });
    }

    /**
     * Copies the body, as fast as the file takes it.
     *
     * @return how many bytes; one more than may be if there are more, of which none is written
     */
    private static Future<Long> copy(HttpServerRequest request, AsyncFile file, long bytesMax) {
        Promise<Long> done = Promise.promise();
        var count = new long[1];
        file.exceptionHandler(done::tryFail);
        request.exceptionHandler(done::tryFail);
        request.endHandler(_ -> done.tryComplete(count[0]));
        request.handler(buffer -> {
            if (done.future().isComplete()) {
                return; // what comes after it has failed is not written
            }
            if (count[0] + buffer.length() > bytesMax) {
                count[0] = bytesMax + 1;
                done.tryComplete(count[0]);
                return;
            }
            count[0] += buffer.length();
            file.write(buffer).onFailure(done::tryFail);
            if (file.writeQueueFull()) {
                request.pause();
                file.drainHandler(_ -> request.resume());
            }
        });
        request.resume();
        return done.future();
    }

    private Future<Long> received(MediaItem item) {
        return item.ready() ? Future.succeededFuture(item.sizeBytes()) : folder.received(item.mediaId());
    }

    private static Future<Void> answer(
            HttpServerRequest request, MediaItem item, long received, int status, String sentence) {
        fields(request, item, received);
        Answers.end(request, status, sentence);
        return Future.succeededFuture();
    }

    /** Names and forms of draft-ietf-httpbis-resumable-upload. */
    private static void fields(HttpServerRequest request, MediaItem item, long received) {
        if (!request.response().headWritten()) {
            request.response()
                    .putHeader("Upload-Offset", Long.toString(received))
                    .putHeader("Upload-Length", Long.toString(item.sizeBytes()))
                    .putHeader("Upload-Complete", received >= item.sizeBytes() ? "?1" : "?0");
        }
    }

    private static void failed(HttpServerRequest request, Throwable failure) {
        LOG.debugf("An upload was broken off: %s", failure.getMessage());
        Answers.end(request, 503, "Try again.");
    }

    private static long number(@Nullable String field, long otherwise) {
        if (field == null) {
            return otherwise;
        }
        return field.matches(NUMBER) ? Long.parseLong(field) : Long.MIN_VALUE;
    }
}
