package io.hongyan.launcher.process;

import io.hongyan.launcher.LauncherException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * What a program's JVM learned in one run, for its next starts: classes read and linked, methods known to be hot (JEP 483,
 * 514, 515). The first run after a build records it, until {@link #keep}; later runs use it.
 */
final class AotCache {

    private final Path file;
    private final Path recording;
    private final boolean usable;

    /**
     * The cache of one program.
     *
     * @param directory where caches are kept
     * @param name the program's
     * @param built a file that every build of the program writes: an older cache is of no use
     */
    AotCache(Path directory, String name, Path built) {
        // A JVM takes no other JVM's cache, and would go without for ever.
        file = directory.resolve(name + "-" + Runtime.version() + ".aot");
        recording = directory.resolve(name + ".recording");
        usable = isNewer(file, built);
    }

    /** What the JVM is told. */
    List<String> jvmOptions() {
        if (usable) {
            return List.of("-XX:AOTCache=" + file);
        }
        try {
            Files.createDirectories(recording.getParent());
            Files.deleteIfExists(recording);
            Files.deleteIfExists(notes());
        } catch (IOException e) {
            throw new LauncherException("There is no place for %s: %s".formatted(recording, e.getMessage()), e);
        }
        return List.of("-XX:AOTCacheOutput=" + recording);
    }

    /** What the JVM is told by one that does not record: nothing, if there is no cache that fits. */
    List<String> optionsToUse() {
        return usable ? List.of("-XX:AOTCache=" + file) : List.of();
    }

    /** Whether this run records. */
    boolean records() {
        return !usable;
    }

    /**
     * Ends the recording of a running program and makes the cache of it, which takes some seconds; the program stands still
     * for less than two of them. Returns whether there is a cache now: without jcmd, or with one that does not know the command,
     * there is none.
     */
    boolean keep(long pid) {
        try {
            Process done = new ProcessBuilder(jcmd(), Long.toString(pid), "AOT.end_recording")
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            if (done.waitFor() != 0 || !Files.exists(recording)) {
                return false;
            }
            Files.move(recording, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            return false; // what runs is not disturbed for the sake of the next start
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Whether the JVM writes what it recorded. It does so at its very end too, when the program has done all it had to do: who
     * wants it to stop need not wait for that.
     */
    boolean isBeingWritten() {
        try {
            return Files.size(notes()) > 0;
        } catch (IOException e) {
            return false; // not there
        }
    }

    private Path notes() {
        return recording.resolveSibling(recording.getFileName() + ".config"); // the JVM's name for it
    }

    private static String jcmd() {
        return Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    }

    private static boolean isNewer(Path file, Path than) {
        try {
            FileTime written = Files.getLastModifiedTime(file);
            return written.compareTo(Files.getLastModifiedTime(than)) > 0;
        } catch (IOException e) {
            return false; // one of them is not there
        }
    }
}
