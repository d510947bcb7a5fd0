package io.hongyan.launcher.trace;

import io.hongyan.eventlog.Topics;
import io.hongyan.launcher.LauncherException;
import io.hongyan.launcher.process.SuitePorts;
import io.hongyan.launcher.query.SuiteQueries;
import io.hongyan.proto.push.v1.PushDecision;
import io.hongyan.proto.push.v1.PushKind;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code ./hongyan explain push}: every decision about a user's devices in the last hours, and why; or what they would be told of a
 * message.
 */
public final class PushLog {

    private static final int HOURS = 6;
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,2}");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss.SSS");

    private final DateTimeFormatter time;

    PushLog(ZoneId zone) {
        this.time = TIME.withZone(zone);
    }

    /** How the command is used. */
    public static String usage() {
        return """
                usage: ./hongyan explain push USER [HOURS]
                       ./hongyan explain push USER --message MESSAGE_ID [--device DEVICE]

                Lists what was decided about alerts on a user's devices in the last hours (%d), with the reasons: docs/push.md.
                With --message: what each device would be told of that message if it came in now, and everything that speaks
                against it; nothing is sent. MESSAGE_ID is CONVERSATION#SEQ, CONVERSATION/REVISION or the client's own id.""".formatted(HOURS);
    }

    /**
     * Runs the command.
     *
     * @param args the user, and for how many hours or which message
     * @param kafka the broker's bootstrap address
     * @return 0 if something was decided, 1 if nothing was, 2 if the arguments make no sense
     * @throws LauncherException if the broker, or push-service, does not answer
     */
    public static int run(List<String> args, String kafka, SuitePorts ports, InstantSource clock, PrintStream out) {
        if (!AlertQuestion.isMeantBy(args)) {
            return run(args, kafka, clock, out);
        }
        Optional<AlertQuestion> question = AlertQuestion.parse(args);
        if (question.isEmpty()) {
            out.println(usage());
            return 2;
        }
        try (var suite = new SuiteQueries(ports)) {
            return AlertAnswer.run(question.get(), kafka, suite, out);
        }
    }

    private static int run(List<String> args, String kafka, InstantSource clock, PrintStream out) {
        Optional<Integer> hours = hours(args);
        if (hours.isEmpty()) {
            out.println(usage());
            return 2;
        }
        String user = args.getFirst();
        List<PushDecision> decisions = new ArrayList<>();
        try (var topics = new TopicScan(kafka)) {
            Instant from = clock.instant().minus(Duration.ofHours(hours.get()));
            topics.read(Topics.PUSH_DECISIONS, user, from, PushDecision.parser(), entry -> {
                if (entry.value().getUserId().equals(user)) {
                    decisions.add(entry.value());
                }
            });
        }
        if (decisions.isEmpty()) {
            out.printf("Nothing was decided about alerts of %s in the last %d h.%n", user, hours.get());
            return 1;
        }
        new PushLog(ZoneId.systemDefault()).lines(decisions).forEach(out::println);
        return 0;
    }

    private static Optional<Integer> hours(List<String> args) {
        if (args.isEmpty() || args.size() > 2) {
            return Optional.empty();
        }
        if (args.size() == 1) {
            return Optional.of(HOURS);
        }
        return NUMBER.matcher(args.get(1)).matches() ? Optional.of(Integer.valueOf(args.get(1))) : Optional.empty();
    }

    /** One line for each decision, in the order of their times. */
    List<String> lines(List<PushDecision> decisions) {
        return decisions.stream()
                .sorted(Comparator.comparingLong(PushDecision::getTimeMs))
                .map(this::line)
                .toList();
    }

    private String line(PushDecision decision) {
        var line = new StringBuilder("%s  %s  %s of %s: %s%s, because %s"
                .formatted(
                        at(decision.getTimeMs()),
                        decision.getDeviceId(),
                        subject(decision),
                        decision.getConversationId(),
                        Timeline.word(decision.getOutcome().name()),
                        decision.getUntilMs() == 0 ? "" : " until " + at(decision.getUntilMs()),
                        Timeline.word(decision.getReason().name())));
        if (decision.getMessages() > 1) {
            line.append("; %d messages".formatted(decision.getMessages()));
        }
        if (decision.getBadge() > 0) {
            line.append("; badge ").append(decision.getBadge());
        }
        if (!decision.getToldWith().isEmpty()) {
            line.append("; with ").append(decision.getToldWith());
        }
        return line.append("  [").append(decision.getDecisionId()).append(']').toString();
    }

    private static String subject(PushDecision decision) {
        String about = decision.getKind() == PushKind.PUSH_KIND_CLEAR
                ? "read up to "
                : decision.getKind() == PushKind.PUSH_KIND_RECALL ? "taken back: " : "";
        return about + "#" + decision.getSeq();
    }

    private String at(long millis) {
        return time.format(Instant.ofEpochMilli(millis));
    }
}
