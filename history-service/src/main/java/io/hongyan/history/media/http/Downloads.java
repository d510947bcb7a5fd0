package io.hongyan.history.media.http;

import io.hongyan.history.media.Link;
import io.hongyan.history.media.Link.Purpose;
import io.hongyan.history.media.MediaItem;
import io.hongyan.history.media.MediaItem.Thumbnail;
import io.hongyan.history.media.Part;
import io.hongyan.history.media.Presentation;
import io.hongyan.history.media.files.MediaFolder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import org.jboss.logging.Logger;

/** Sends bytes, or a range of them, from the file to the socket, without holding them. */
final class Downloads {

    private static final Logger LOG = Logger.getLogger(Downloads.class);
    private static final long MILLIS = 1000;

    private final MediaFolder folder;
    private final Counter bytes;
    private final InstantSource clock;

    Downloads(MediaFolder folder, MeterRegistry meters, InstantSource clock) {
        this.folder = folder;
        this.bytes = meters.counter("hongyan.media.bytes", "direction", "out");
        this.clock = clock;
    }

    void send(HttpServerRequest request, Link link, MediaItem item) {
        long life = (link.expiresMs() - clock.millis()) / MILLIS;
        String tag = HexFormat.of().formatHex(item.sha256().toByteArray());
        if (link.purpose() == Purpose.DOWNLOAD) {
            send(request, folder.whole(item.mediaId()), item.contentType(), item.sizeBytes(), tag, life);
            return;
        }
        Thumbnail small = item.picture().thumbnail();
        if (small == null) {
            Answers.end(request, 404, "These media have no thumbnail.");
        } else {
            Path file = folder.thumbnail(item.mediaId());
            send(request, file, small.contentType(), small.sizeBytes(), tag + "-thumbnail", life);
        }
    }

    private void send(HttpServerRequest request, Path file, String type, long size, String tag, long lifeSeconds) {
        HttpServerResponse response = request.response();
        Presentation.fields(type, lifeSeconds).forEach(response::putHeader);
        response.putHeader("Accept-Ranges", "bytes").putHeader("ETag", "\"" + tag + "\"");
        String condition = request.getHeader("If-Range"); // a range of something else is of no use
        boolean isSame = condition == null || condition.equals("\"" + tag + "\"");
        switch (Part.of(isSame ? request.getHeader("Range") : null, size)) {
            case Part.Nothing _ -> {
                response.putHeader("Content-Range", "bytes */" + size);
                response.headers().remove("Content-Disposition");
                Answers.end(request, 416, "There are not so many bytes.");
            }
            case Part.All _ -> send(request, file, 0, size);
            case Part.Some some -> {
                response.setStatusCode(206)
                        .putHeader(
                                "Content-Range",
                                "bytes %d-%d/%d".formatted(some.offset(), some.offset() + some.length() - 1, size));
                send(request, file, some.offset(), some.length());
            }
        }
    }

    private void send(HttpServerRequest request, Path file, long offset, long length) {
        HttpServerResponse response = request.response();
        request.resume();
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader("Content-Length", Long.toString(length)).end();
            return;
        }
        response.sendFile(file.toString(), offset, length)
                .onSuccess(_ -> bytes.increment(length))
                .onFailure(failure -> {
                    if (response.headWritten() || response.closed()) {
                        LOG.debugf("A download was broken off: %s", failure.getMessage());
                        response.reset();
                    } else {
                        LOG.errorf("Bytes of media are missing: file=%s cause=%s", file, failure.getMessage());
                        response.headers().clear();
                        Answers.end(request, 503, "Try again.");
                    }
                });
    }
}
