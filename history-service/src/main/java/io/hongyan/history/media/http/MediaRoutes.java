package io.hongyan.history.media.http;

import io.hongyan.history.media.Link;
import io.hongyan.history.media.Link.Purpose;
import io.hongyan.history.media.MediaConfig;
import io.hongyan.history.media.MediaItem;
import io.hongyan.history.media.postgres.MediaItems;
import io.hongyan.history.media.quarkus.MediaKeeping;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The door for bytes, where they lie in a folder: whoever has a signed link may do what it says until it expires, and nobody else
 * anything. Links are not logged.
 *
 * <pre>
 *   PUT  /v1/media/{id}?for=upload…              bytes from Upload-Offset on; 204, with how many are there
 *   HEAD /v1/media/{id}?for=upload…              how many are there
 *   GET  /v1/media/{id}?for=download|thumbnail…  the bytes, or a range of them; HEAD: what they are
 * </pre>
 */
@ApplicationScoped
public class MediaRoutes {

    private static final Logger LOG = Logger.getLogger(MediaRoutes.class);

    private final MediaKeeping keeping;
    private final MediaItems items;
    private final Origins origins;
    private final MeterRegistry meters;
    private final Vertx vertx;
    private final Semaphore transfers;
    private final InstantSource clock = InstantSource.system();

    MediaRoutes(MediaKeeping keeping, MediaItems items, MediaConfig config, MeterRegistry meters, Vertx vertx) {
        this.keeping = keeping;
        this.items = items;
        this.origins = Origins.of(config);
        this.meters = meters;
        this.vertx = vertx;
        this.transfers = new Semaphore(config.transfersMax());
        meters.gauge("hongyan.media.transfers", transfers, free -> config.transfersMax() - free.availablePermits());
    }

    void register(@Observes Router router) {
        keeping.files().ifPresent(files -> {
            var uploads = new Uploads(files.folder(), meters);
            var downloads = new Downloads(files.folder(), meters, clock);
            router.route(Link.PATH + ":id").handler(exchange -> answer(exchange, files.signer(), uploads, downloads));
        });
    }

    private void answer(RoutingContext exchange, Signer signer, Uploads uploads, Downloads downloads) {
        HttpServerRequest request = exchange.request();
        request.pause(); // nothing of a body is read before it is known what it is
        origins.allow(request);
        if (request.method().equals(HttpMethod.OPTIONS)) {
            Answers.end(request, 204, "");
            return;
        }
        Optional<Link> link = Link.of(exchange.pathParam("id"), request.getParam("for"), request.getParam("expires"));
        if (link.isEmpty() || !signer.isSigned(link.get(), request.getParam("signature"))) {
            Answers.end(request, 403, "This link was not made here.");
        } else if (link.get().hasExpired(clock.millis())) {
            Answers.end(request, 403, "This link has expired: ask for another one.");
        } else if (!isFor(request.method(), link.get().purpose())) {
            Answers.end(request, 405, "This link is for something else.");
        } else if (!transfers.tryAcquire()) {
            request.response().putHeader("Retry-After", "1");
            Answers.end(request, 503, "Too many transfers are under way; try again.");
        } else {
            var isUnderWay = new AtomicBoolean(true);
            exchange.addEndHandler(
                    _ -> { // whether it ends or breaks off, or the one after the other
                        if (isUnderWay.getAndSet(false)) {
                            transfers.release();
                        }
                    });
            carryOut(request, link.get(), uploads, downloads);
        }
    }

    private static boolean isFor(HttpMethod method, Purpose purpose) {
        return method.equals(HttpMethod.HEAD)
                || method.equals(purpose == Purpose.UPLOAD ? HttpMethod.PUT : HttpMethod.GET);
    }

    private void carryOut(HttpServerRequest request, Link link, Uploads uploads, Downloads downloads) {
        Context loop = vertx.getOrCreateContext();
        items.find(link.mediaId())
                .emitOn(task -> loop.runOnContext(_ -> task.run()))
                .subscribe()
                .with(found -> carryOut(request, link, found, uploads, downloads), failure -> {
                    LOG.warnf("Media cannot be looked up: %s", failure.getMessage());
                    request.response().putHeader("Retry-After", "1");
                    Answers.end(request, 503, "Try again.");
                });
    }

    private static void carryOut(
            HttpServerRequest request, Link link, Optional<MediaItem> found, Uploads uploads, Downloads downloads) {
        boolean isUpload = link.purpose() == Purpose.UPLOAD;
        if (found.isEmpty() || !isUpload && !found.get().ready()) {
            Answers.end(request, 404, "There are no such media.");
        } else if (!isUpload) {
            downloads.send(request, link, found.get());
        } else if (request.method().equals(HttpMethod.HEAD)) {
            uploads.tell(request, found.get());
        } else {
            uploads.receive(request, found.get());
        }
    }
}
