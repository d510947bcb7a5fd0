package io.hongyan.history.media.quarkus;

import io.hongyan.history.media.MediaConfig;
import io.hongyan.history.media.Storage;
import io.hongyan.history.media.files.FileStorage;
import io.hongyan.history.media.files.MediaFolder;
import io.hongyan.history.media.http.Signer;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether media are kept here, and where: in a folder, or not at all. */
@ApplicationScoped
public class MediaKeeping {

    private final @Nullable Files files;

    /** Media in a folder. */
    public record Files(MediaFolder folder, Signer signer, Storage storage) {}

    /** As configured. */
    public MediaKeeping(MediaConfig config, Vertx vertx) {
        files = config.directory()
                .map(directory -> files(directory, config, vertx))
                .orElse(null);
    }

    /** Where bytes lie; empty if none are kept. */
    public Optional<Storage> storage() {
        return files().map(Files::storage);
    }

    /** The folder, if they lie in one. */
    public Optional<Files> files() {
        return Optional.ofNullable(files);
    }

    private static Files files(String directory, MediaConfig config, Vertx vertx) {
        String key = config.key()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "hongyan.history.media.key is not set, but hongyan.history.media.directory is: links are signed with it."));
        String baseUrl = config.baseUrl()
                .map(MediaKeeping::base)
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "hongyan.history.media.base-url is not set, but hongyan.history.media.directory is: links begin with it."));
        var folder = new MediaFolder(Path.of(directory), vertx);
        var signer = new Signer(key);
        return new Files(
                folder, signer, new FileStorage(folder, signer, baseUrl, config, vertx, InstantSource.system()));
    }

    private static String base(String url) {
        URI uri = URI.create(url);
        boolean isHttp = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!isHttp || uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException(
                    "hongyan.history.media.base-url must be like https://media.example.com, not %s.".formatted(url));
        }
        return url.replaceFirst("/+$", "");
    }
}
