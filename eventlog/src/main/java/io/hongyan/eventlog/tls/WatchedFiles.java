package io.hongyan.eventlog.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Files that are loaded together, and again when one of them has changed. What cannot be loaded, because it is being written or is
 * wrong, is told once and tried again at the next change; what was loaded before stays.
 */
final class WatchedFiles implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(WatchedFiles.class);

    /** Loads the files. */
    interface Loading {

        /** Loads all of them, or leaves everything as it is. */
        void load() throws IOException, GeneralSecurityException;
    }

    private final List<Path> files;
    private final Loading loading;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("hongyan-certificates").factory());
    private List<FileTime> seen;

    /**
     * Loads them, and begins to look.
     *
     * @param what what they are to be, for the sentence where they are not that
     * @throws IllegalArgumentException with that sentence
     */
    WatchedFiles(String what, List<Path> files, Duration lookEvery, Loading loading) {
        this.files = List.copyOf(files);
        this.loading = loading;
        try {
            seen = changed();
            loading.load();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            looking.shutdownNow();
            throw new IllegalArgumentException(
                    "%s: %s are not, or cannot be read: %s".formatted(what, files, e.getMessage()), e);
        }
        var unused = looking.scheduleWithFixedDelay(
                this::look, lookEvery.toMillis(), lookEvery.toMillis(), TimeUnit.MILLISECONDS);
    }

    private List<FileTime> changed() throws IOException {
        List<FileTime> times = new ArrayList<>();
        for (Path file : files) {
            times.add(Files.getLastModifiedTime(file));
        }
        return times;
    }

    private void look() {
        try {
            List<FileTime> now = changed();
            if (!now.equals(seen)) {
                seen = now;
                loading.load();
                LOG.infof("Read again, since they have changed: %s", files);
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            LOG.warnf("%s have changed and cannot be read; what was read before stays: %s", files, e.getMessage());
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
