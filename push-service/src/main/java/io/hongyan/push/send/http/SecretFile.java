package io.hongyan.push.send.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file of secrets, one a line. */
public final class SecretFile {

    private SecretFile() {}

    /** Its lines without the white space that editors add; empty ones say nothing. */
    public static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
