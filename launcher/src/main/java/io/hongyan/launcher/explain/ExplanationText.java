package io.hongyan.launcher.explain;

import io.hongyan.proto.explain.v1.CursorMove;
import io.hongyan.proto.explain.v1.ExplainUnreadResponse;
import io.hongyan.proto.explain.v1.UnreadExplanation;
import io.hongyan.proto.explain.v1.UnreadMessage;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explanations in words, line by line. */
final class ExplanationText {

    private final DateTimeFormatter time;

    /** With times in a zone. */
    ExplanationText(ZoneId zone) {
        time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(zone);
    }

    /** The badge, counted in two ways. */
    List<String> total(String userId, ExplainUnreadResponse answer) {
        List<String> lines = new ArrayList<>();
        lines.add("%s has %d unread in all conversations that are not muted; message by message: %d, %s."
                .formatted(
                        userId,
                        answer.getTotal(),
                        answer.getRecountedTotal(),
                        answer.getTotal() == answer.getRecountedTotal() ? "the same" : "NOT THE SAME"));
        if (!answer.getAgrees()) {
            lines.add("The two ways of counting DISAGREE in at least one conversation of this user: the projection is"
                    + " damaged. Rebuild it from the log (docs/operations.md).");
        }
        return lines;
    }

    /** One conversation: the count, where it begins, and its messages. */
    List<String> conversation(UnreadExplanation explained) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(count(explained));
        mentions(explained).ifPresent(lines::add);
        lines.add("  cursor at #%d, counted to #%d; member from #%d; every event up to r%d is in the count"
                .formatted(
                        explained.getReadSeq(),
                        explained.getHeadSeq(),
                        explained.getJoinedSeq(),
                        explained.getRevision()));
        lines.add("  " + moved(explained));
        lines.addAll(messages(explained));
        return lines;
    }

    private static String count(UnreadExplanation explained) {
        if (explained.getLeft()) {
            return "%s  0 unread: the user has left".formatted(explained.getConversationId());
        }
        return "%s  %d unread = %d countable after the cursor − %d own − %d recalled%s%s"
                .formatted(
                        explained.getConversationId(),
                        explained.getRecounted(),
                        explained.getCountable(),
                        explained.getOwn(),
                        explained.getRecalled(),
                        explained.getMuted() ? "; muted, not in the total" : "",
                        explained.getUnread() == explained.getRecounted()
                                ? ""
                                : "; but clients are told %d: A DIVERGENCE".formatted(explained.getUnread()));
    }

    private static Optional<String> mentions(UnreadExplanation explained) {
        long told = explained.getUnreadMentions();
        long counted = explained.getRecountedMentions();
        if (told == counted) {
            return counted == 0
                    ? Optional.empty()
                    : Optional.of("  %d of them mention the user or everyone".formatted(counted));
        }
        return Optional.of("  %d of them mention the user or everyone; but clients are told %d: A DIVERGENCE"
                .formatted(counted, told));
    }

    private String moved(UnreadExplanation explained) {
        if (!explained.hasMovedBy()) {
            return explained.getReadSeq() == 0
                    ? "never moved: nothing was read here yet"
                    : "moved by a record that was applied before such were kept; a rebuild finds it";
        }
        CursorMove move = explained.getMovedBy();
        return "moved to #%d at %s by r%d (hongyan.events.v1, partition %d, offset %d), %s"
                .formatted(
                        move.getSeq(),
                        time.format(Instant.ofEpochMilli(move.getTimeMs())),
                        move.getRevision(),
                        move.getPartition(),
                        move.getOffset(),
                        move.getService().isEmpty()
                                ? "on device " + move.getDeviceId()
                                : "by back end " + move.getService());
    }

    /** The messages alone, and whether there are more. */
    List<String> messages(UnreadExplanation explained) {
        List<String> lines = new ArrayList<>();
        for (UnreadMessage message : explained.getMessagesList()) {
            lines.add("  #%-6d from %s (countable message %d)%s"
                    .formatted(
                            message.getSeq(),
                            message.getSenderId(),
                            message.getCseq(),
                            message.getMentions() ? ", a mention" : ""));
        }
        return lines;
    }
}
