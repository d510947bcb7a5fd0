package io.hongyan.history.media.files;

import io.hongyan.history.media.Link;
import io.hongyan.history.media.Link.Purpose;
import io.hongyan.history.media.MediaConfig;
import io.hongyan.history.media.MediaItem;
import io.hongyan.history.media.Storage;
import io.hongyan.history.media.http.Signer;
import io.hongyan.history.media.imageio.Thumbnails;
import io.hongyan.proto.media.v1.MediaLink;
import io.hongyan.proto.media.v1.UploadPlan;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;

/** Bytes in a folder, to which signed links to this service's own HTTP port lead. */
public final class FileStorage implements Storage {

    private final MediaFolder folder;
    private final Signer signer;
    private final String baseUrl;
    private final long linkMs;
    private final long uploadMs;
    private final FileCheck check;
    private final WorkerExecutor checks;
    private final InstantSource clock;

    /**
     * Over a folder.
     *
     * @param baseUrl where clients reach this service, without a slash at the end
     */
    public FileStorage(
            MediaFolder folder, Signer signer, String baseUrl, MediaConfig config, Vertx vertx, InstantSource clock) {
        this.folder = folder;
        this.signer = signer;
        this.baseUrl = baseUrl;
        this.linkMs = config.linkTime().toMillis();
        this.uploadMs = config.uploadTime().toMillis();
        this.check = new FileCheck(folder, new Thumbnails(config.thumbnailPixelsMax()));
        this.checks = vertx.createSharedWorkerExecutor("media-checks", config.checksMax());
        this.clock = clock;
    }

    @Override
    public CompletionStage<UploadPlan> plan(MediaItem item) {
        return folder.received(item.mediaId())
                .map(received -> {
                    long there = Math.min(received, item.sizeBytes());
                    var link = new Link(Purpose.UPLOAD, item.mediaId(), clock.millis() + uploadMs);
                    return UploadPlan.newBuilder()
                            .setMediaId(item.mediaId())
                            .setUrl(url(link))
                            .putHeaders("Upload-Offset", Long.toString(there))
                            .setOffset(there)
                            .setBytesMax(item.sizeBytes() - there)
                            .setExpiresMs(link.expiresMs())
                            .build();
                })
                .toCompletionStage();
    }

    @Override
    public CompletionStage<Checked> check(MediaItem item) {
        return checks.executeBlocking(() -> check.check(item), false).toCompletionStage();
    }

    @Override
    public MediaLink link(MediaItem item, boolean thumbnail) {
        var link = new Link(thumbnail ? Purpose.THUMBNAIL : Purpose.DOWNLOAD, item.mediaId(), clock.millis() + linkMs);
        return MediaLink.newBuilder()
                .setUrl(url(link))
                .setExpiresMs(link.expiresMs())
                .build();
    }

    @Override
    public CompletionStage<Void> remove(String mediaId) {
        return folder.remove(mediaId).toCompletionStage();
    }

    private String url(Link link) {
        return link.url(baseUrl, signer.sign(link));
    }
}
