package io.hongyan.launcher.trace;

import io.hongyan.launcher.LauncherException;
import io.hongyan.launcher.query.SuiteQueries;
import io.hongyan.proto.push.v1.AlertExplanation;
import io.hongyan.proto.push.v1.AlertObstacle;
import io.hongyan.proto.push.v1.ExplainAlertRequest;
import io.hongyan.proto.push.v1.ExplainAlertResponse;
import io.hongyan.proto.push.v1.NoAlert;
import io.hongyan.proto.push.v1.RenderedAlert;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** {@code ./hongyan explain push USER --message …}: what devices would be told of a message if it came in now, and why. */
final class AlertAnswer {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss.SSS");

    private final DateTimeFormatter time;

    AlertAnswer(ZoneId zone) {
        this.time = TIME.withZone(zone);
    }

    /**
     * Asks push-service, and prints what it says.
     *
     * @param kafka the broker's bootstrap address: ids that do not have the message's number are looked up in the log
     * @return 0 if it was explained, 1 if there is no such message
     * @throws LauncherException if a service does not answer, or cannot explain it
     */
    static int run(AlertQuestion question, String kafka, SuiteQueries suite, PrintStream out) {
        Optional<MessageId.Numbered> message = numbered(question.message(), kafka);
        if (message.isEmpty()) {
            out.println("There is no such message in the log.");
            return 1;
        }
        ExplainAlertResponse answer = suite.explainAlert(ExplainAlertRequest.newBuilder()
                .setUserId(question.userId())
                .setDeviceId(question.deviceId())
                .setConversationId(message.get().conversationId())
                .setSeq(message.get().seq())
                .build());
        new AlertAnswer(ZoneId.systemDefault())
                .lines(question.userId(), message.get(), answer)
                .forEach(out::println);
        return 0;
    }

    private static Optional<MessageId.Numbered> numbered(MessageId message, String kafka) {
        if (message instanceof MessageId.Numbered numbered) {
            return Optional.of(numbered);
        }
        try (var topics = new TopicScan(kafka)) {
            return topics.message(message, null)
                    .map(found -> found.event().value())
                    .map(event -> new MessageId.Numbered(event.getConversationId(), event.getSeq()));
        }
    }

    /** What each device would be told, line by line. */
    List<String> lines(String userId, MessageId.Numbered message, ExplainAlertResponse answer) {
        List<String> lines = new ArrayList<>();
        lines.add("#%d of %s for %s, if it came in now (%s):"
                .formatted(message.seq(), message.conversationId(), userId, at(answer.getTimeMs())));
        if (answer.getNoAlert() != NoAlert.NO_ALERT_UNSPECIFIED) {
            lines.add("  nothing is ever decided: "
                    + (answer.getNoAlert() == NoAlert.NO_ALERT_OWN_MESSAGE
                            ? "the user sent it"
                            : "it is a silent message"));
        } else if (answer.getDevicesCount() == 0) {
            lines.add("  the user has no device that can be alerted");
        }
        answer.getDevicesList().forEach(device -> lines.addAll(device(device)));
        return lines;
    }

    private List<String> device(AlertExplanation device) {
        List<String> lines = new ArrayList<>();
        lines.add("  %s: %s%s, because %s  [%s]"
                .formatted(
                        device.getDeviceId(),
                        Timeline.word(device.getOutcome().name()),
                        until(device.getUntilMs()),
                        Timeline.word(device.getReason().name()),
                        device.getDecisionId()));
        device.getObstaclesList().stream().skip(1).map(this::also).forEach(lines::add);
        if (!device.getPutBack().isEmpty()) {
            lines.add("    its provider takes nothing just now: %s, for %d ms at least"
                    .formatted(device.getPutBack(), device.getPutBackMs()));
        }
        if (device.hasAlert()) {
            lines.addAll(alert(device.getAlert()));
        } else {
            lines.add("    nobody here carries the alerts of its app");
        }
        return lines;
    }

    private String also(AlertObstacle obstacle) {
        return "    else: %s%s, because %s"
                .formatted(
                        Timeline.word(obstacle.getOutcome().name()),
                        until(obstacle.getUntilMs()),
                        Timeline.word(obstacle.getReason().name()));
    }

    private static List<String> alert(RenderedAlert alert) {
        List<String> lines = new ArrayList<>();
        lines.add("    by %s for %s%s%s, preview %s, badge %d, of %s"
                .formatted(
                        lower(alert.getProvider().name(), "PUSH_PROVIDER_"),
                        alert.getAppId(),
                        alert.getSandbox() ? " (sandbox)" : "",
                        alert.getLanguage().isEmpty() ? "" : " in " + alert.getLanguage(),
                        lower(alert.getPreview().name(), "PUSH_PREVIEW_"),
                        alert.getBadge(),
                        alert.getMessages() == 1 ? "this message" : alert.getMessages() + " messages"));
        lines.add("    title \"%s\", subtitle \"%s\", body \"%s\""
                .formatted(alert.getTitle(), alert.getSubtitle(), alert.getBody()));
        new TreeMap<>(alert.getHeadersMap()).forEach((name, value) -> lines.add("    " + name + ": " + value));
        lines.add("    " + alert.getPayload());
        return lines;
    }

    private static String lower(String constant, String prefix) {
        return Timeline.word(constant.substring(prefix.length()));
    }

    private String until(long millis) {
        return millis == 0 ? "" : " until " + at(millis);
    }

    private String at(long millis) {
        return time.format(Instant.ofEpochMilli(millis));
    }
}
