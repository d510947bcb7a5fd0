package io.hongyan.push.send.quarkus;

import io.hongyan.push.send.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * A provider with the credentials that stand in its files: with others as soon as those have changed, and with the ones
 * before where the new ones are no good.
 */
final class Live {

    /** What a look at the files has brought. */
    enum Look {
        /** They are as they were. */
        UNCHANGED,
        /** Alerts go with the new ones from now on. */
        RENEWED,
        /** The new ones are no good: alerts go on with those before. */
        KEPT
    }

    private static final Logger LOG = Logger.getLogger(Live.class);

    private final String keys;
    private final List<Path> files;
    private final Duration timeout;
    private final Supplier<? extends Provider> open;
    private volatile Provider current;
    private String seen;

    /**
     * With the credentials of now.
     *
     * @param keys the prefix of its keys, for logs
     * @param files what credentials are made of
     * @param timeout within which everything that is under way is answered
     * @param open makes a provider of the files
     * @throws IllegalStateException with a sentence that names the key, if they are no good
     */
    Live(String keys, List<Path> files, Duration timeout, Supplier<? extends Provider> open) {
        this.keys = keys;
        this.files = files;
        this.timeout = timeout;
        this.open = open;
        this.seen = content(); // before they are read: what changes in between is seen as a change
        this.current = open.get();
    }

    Provider current() {
        return current;
    }

    /** Looks at the files. One at a time; blocks. What was under way is answered before its connections go. */
    Look look() {
        String found = content();
        if (found.equals(seen)) {
            return Look.UNCHANGED;
        }
        seen = found; // no good is no better the next time: it is said once
        Provider old = current;
        try {
            current = open.get();
        } catch (IllegalStateException e) {
            LOG.errorf(
                    "Credentials have changed and are no good, those before stay: keys=%s why=%s",
                    keys, e.getMessage());
            return Look.KEPT;
        }
        LOG.infof("Credentials have changed, and are used from now on: keys=%s", keys);
        CompletableFuture.delayedExecutor(
                        timeout.toMillis(),
                        TimeUnit.MILLISECONDS,
                        task -> Thread.ofVirtual().start(task))
                .execute(old::close);
        return Look.RENEWED;
    }

    void close() {
        current.close();
    }

    /** What tells one state of the files from another, and nothing else about them. */
    private String content() {
        return files.stream().map(Live::content).collect(Collectors.joining(" "));
    }

    private static String content(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            return e.getClass().getSimpleName(); // missing, or not to be read: opening says so better
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
