package io.hongyan.fuzz.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The inputs that stand in the project and are replayed by its tests: few, of all lengths, named by what is in them. */
final class KeptInputs {

    /** So many at most: a replay should cost no more than other tests. */
    static final int FILES_MAX = 250;

    /** So many bytes in all. */
    static final long BYTES_MAX = 512 << 10;

    /** Findings keep this before their name, and are never replaced. */
    private static final String FINDING = "finding-";

    private static final int NAME_LENGTH = 16;

    private final Path folder;

    KeptInputs(Path folder) {
        this.folder = folder;
    }

    /** Where they are. */
    Path folder() {
        return folder;
    }

    /** How many there are. */
    int count() throws IOException {
        return Files.isDirectory(folder) ? files(folder).size() : 0;
    }

    /** Keeps inputs that broke a property, for good. */
    void addFindings(Path findings) throws IOException {
        Files.createDirectories(folder);
        for (Path finding : files(findings)) {
            if (!finding.getFileName().toString().endsWith(".java")) { // the fuzzer writes a reproducer too
                copy(finding, FINDING);
            }
        }
    }

    /** Keeps these instead of those that came from fuzzing before; if they are too many, some of all lengths. */
    void replaceBy(Path minimised) throws IOException {
        Files.createDirectories(folder);
        for (Path old : files(folder)) {
            if (!old.getFileName().toString().startsWith(FINDING)) {
                Files.delete(old);
            }
        }
        long bytes = 0;
        for (Path input : spread(files(minimised), FILES_MAX)) {
            bytes += Files.size(input);
            if (bytes > BYTES_MAX) {
                return;
            }
            copy(input, "");
        }
    }

    /** So many of a list at most, at even distances. */
    static <T> List<T> spread(List<T> all, int max) {
        int kept = Math.min(all.size(), max);
        return IntStream.range(0, kept)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / kept)))
                .toList();
    }

    private void copy(Path input, String prefix) throws IOException {
        byte[] bytes = Files.readAllBytes(input);
        Files.write(folder.resolve(prefix + digest(bytes)), bytes);
    }

    /** The files of a folder, shortest first. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted(Comparator.comparingLong(KeptInputs::size).thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, NAME_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
