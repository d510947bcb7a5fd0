package io.hongyan.launcher.explain;

import io.hongyan.proto.content.Said;
import io.hongyan.proto.history.v1.ListVersionsResponse;
import io.hongyan.proto.history.v1.MessageVersion;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Versions of a message in words, line by line. */
final class EditsText {

    private final DateTimeFormatter time;

    /** With times in a zone. */
    EditsText(ZoneId zone) {
        time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(zone);
    }

    /** What was asked about, and why there may be nothing. */
    List<String> title(String message, ListVersionsResponse answer) {
        if (answer.getVersionsCount() == 0) {
            return List.of(message + ": no such message");
        }
        return List.of(answer.getRecalled() ? message + ": taken back, and what it said with it" : message);
    }

    /** A line for each. */
    List<String> versions(ListVersionsResponse answer) {
        return answer.getVersionsList().stream()
                .map(version -> "  #%-6d %s  %s: %s"
                        .formatted(
                                version.getSeq(),
                                time.format(Instant.ofEpochMilli(version.getTimeMs())),
                                version.getEditorId(),
                                words(version)))
                .toList();
    }

    /** On one line, and without what terminals act upon. */
    private static String words(MessageVersion version) {
        if (!version.hasContent()) {
            return "(not kept)";
        }
        String words = Said.words(version.getContent());
        return words.isEmpty()
                ? "(%s)".formatted(version.getContent().getKindCase())
                : words.replaceAll("[\\p{Cntrl}\\p{Cf}]", " ");
    }
}
