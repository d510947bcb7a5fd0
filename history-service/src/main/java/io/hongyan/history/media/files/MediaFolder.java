package io.hongyan.history.media.files;

import io.hongyan.proto.content.MediaIds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.FileProps;
import io.vertx.core.file.FileSystem;
import io.vertx.core.file.OpenOptions;
import java.nio.file.Path;

/**
 * The folder below which bytes lie: one folder for each media, in one of a thousand by the first two characters of the id. Names are made of ids,
 * whose form is checked, and of words of this class; nothing that anybody sends is part of a path.
 *
 * <pre>
 *   ab/abcdef…/part       what was uploaded so far
 *   ab/abcdef…/whole      a copy of it that was checked, once it is ready
 *   ab/abcdef…/thumbnail  the small picture
 * </pre>
 */
public final class MediaFolder {

    private static final int PREFIX = 2;

    private final Path root;
    private final FileSystem files;

    /** Below this directory. */
    public MediaFolder(Path root, Vertx vertx) {
        this.root = root.toAbsolutePath().normalize();
        this.files = vertx.fileSystem();
    }

    /** The folder of some media. */
    public Path of(String mediaId) {
        if (!MediaIds.isOne(mediaId)) {
            throw new IllegalArgumentException("no media are called so: " + mediaId);
        }
        return root.resolve(mediaId.substring(0, PREFIX)).resolve(mediaId);
    }

    /** What was uploaded so far. */
    public Path part(String mediaId) {
        return of(mediaId).resolve("part");
    }

    /** All of it, checked. */
    public Path whole(String mediaId) {
        return of(mediaId).resolve("whole");
    }

    /** The small picture. */
    public Path thumbnail(String mediaId) {
        return of(mediaId).resolve("thumbnail");
    }

    /** How many bytes of an upload are there. */
    public Future<Long> received(String mediaId) {
        return size(part(mediaId)).compose(part -> part > 0 ? Future.succeededFuture(part) : size(whole(mediaId)));
    }

    private Future<Long> size(Path file) {
        return files.exists(file.toString())
                .compose(there ->
                        there ? files.props(file.toString()).map(FileProps::size) : Future.succeededFuture(0L));
    }

    /** Opens an upload to write from an offset on. */
    public Future<AsyncFile> open(String mediaId, long offset) {
        return files.mkdirs(of(mediaId).toString())
                .compose(made -> files.open(
                        part(mediaId).toString(),
                        new OpenOptions().setRead(false).setWrite(true).setCreate(true)))
                .map(file -> file.setWritePos(offset));
    }

    /** Removes all there is of some media, if there is anything. */
    public Future<Void> remove(String mediaId) {
        String folder = of(mediaId).toString();
        return files.exists(folder)
                .compose(there -> there ? files.deleteRecursive(folder, true) : Future.succeededFuture());
    }
}
