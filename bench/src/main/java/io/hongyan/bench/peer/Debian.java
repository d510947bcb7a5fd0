package io.hongyan.bench.peer;

import io.hongyan.launcher.LauncherException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Where Debian's packages put what peers are started from. */
public final class Debian {

    private Debian() {}

    /** The first of these programs that is there. */
    public static Optional<Path> program(String... paths) {
        return List.of(paths).stream().map(Path::of).filter(Files::isExecutable).findFirst();
    }

    /** The last, by name, of what a folder has that a pattern fits; empty without the folder. */
    public static Optional<Path> in(Path folder, String pattern) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
            return StreamSupport.stream(found.spliterator(), false).max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What to do about a peer that is not there.
     *
     * @param packages that bring it, with spaces between them
     */
    public static LauncherException missing(String peer, String packages) {
        return new LauncherException(
                "%s is not installed. Install it with `apt-get install --no-install-recommends %s`; its own service need not run."
                        .formatted(peer, packages));
    }
}
