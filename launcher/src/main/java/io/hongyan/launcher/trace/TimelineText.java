package io.hongyan.launcher.trace;

import io.hongyan.proto.events.v1.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A timeline in lines: the time, how long after the first line and after the one before, what happened, and where it says so. */
final class TimelineText {

    private final DateTimeFormatter date;
    private final DateTimeFormatter time;

    /** With times in a zone. */
    TimelineText(ZoneId zone) {
        date = DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(zone);
        time = DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(zone);
    }

    /** What is traced. The text of a message stays out. */
    String title(Evidence found) {
        Entry<Event> event = found.event();
        if (event == null) {
            return found.commands().isEmpty()
                    ? "Nothing of it is found."
                    : "A command was sent, and no event of it is found.";
        }
        Event what = event.value();
        String clientMessageId = EventSearch.clientMessageId(what);
        return "%s%s, r%d: %s by %s%s"
                .formatted(
                        what.getConversationId(),
                        what.getSeq() > 0 ? "#" + what.getSeq() : "",
                        what.getRevision(),
                        Timeline.word(what.getPayloadCase().name()),
                        Timeline.actor(what.getActor()),
                        clientMessageId.isEmpty() ? "" : ", client id " + clientMessageId);
    }

    List<String> lines(Timeline timeline) {
        List<String> lines = new ArrayList<>();
        Timeline.@Nullable Step before = null;
        for (Timeline.Step step : timeline.steps()) {
            if (before == null || !date.format(before.at()).equals(date.format(step.at()))) {
                lines.add("  " + date.format(step.at()));
            }
            Instant first = timeline.steps().getFirst().at();
            lines.add("  %s  %9s  %9s  %s   [%s]"
                    .formatted(
                            time.format(step.at()),
                            before == null ? "" : since(first, step.at()),
                            before == null ? "" : "(" + since(before.at(), step.at()) + ")",
                            step.what(),
                            step.source()));
            before = step;
        }
        if (!timeline.steps().isEmpty()) {
            lines.add(
                    "  Times are by the clock of whoever did the thing; those of other machines may differ a little.");
        }
        if (!timeline.unknown().isEmpty()) {
            lines.add("Not known:");
            timeline.unknown().forEach(sentence -> lines.add("  - " + sentence));
        }
        return lines;
    }

    private static String since(Instant from, Instant to) {
        long ms = Duration.between(from, to).toMillis();
        if (ms < 10_000) {
            return "+%d ms".formatted(ms);
        }
        return ms < 600_000 ? String.format(Locale.ROOT, "+%.1f s", ms / 1000.0) : "+%d min".formatted(ms / 60_000);
    }
}
