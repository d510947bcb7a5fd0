package io.hongyan.launcher.explain;

import io.hongyan.launcher.LauncherException;
import io.hongyan.launcher.process.SuitePorts;
import io.hongyan.launcher.query.SuiteQueries;
import io.hongyan.proto.history.v1.ListVersionsRequest;
import io.hongyan.proto.history.v1.ListVersionsResponse;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the running suite what a message said before it was edited, and prints the answer. */
public final class Edits {

    private static final Pattern MESSAGE = Pattern.compile("([dg]:[A-Za-z0-9._@:-]+)#([1-9][0-9]{0,17})");
    private static final int AT_ONCE = 200;

    private Edits() {}

    /**
     * Runs the command.
     *
     * @param args one message, as {@code d:alice:bob#4}
     * @return 0 if there is such a message, 1 if not, 2 if the arguments make no sense
     * @throws LauncherException if the suite does not answer
     */
    public static int run(List<String> args, SuitePorts ports, PrintStream out) {
        Matcher message = MESSAGE.matcher(args.size() == 1 ? args.getFirst() : "");
        if (!message.matches()) {
            out.println(ExplainArguments.usage());
            return 2;
        }
        var question = ListVersionsRequest.newBuilder()
                .setConversationId(message.group(1))
                .setSeq(Long.parseLong(message.group(2)))
                .setPageSize(AT_ONCE);
        try (var suite = new SuiteQueries(ports)) {
            return print(suite, question, new EditsText(ZoneId.systemDefault()), out);
        }
    }

    private static int print(
            SuiteQueries suite, ListVersionsRequest.Builder question, EditsText text, PrintStream out) {
        ListVersionsResponse answer = suite.versions(question.build());
        text.title(name(question), answer).forEach(out::println);
        text.versions(answer).forEach(out::println);
        int found = answer.getVersionsCount();
        while (answer.getMore()) {
            question.setAfterSeq(
                    answer.getVersions(answer.getVersionsCount() - 1).getSeq());
            answer = suite.versions(question.build());
            text.versions(answer).forEach(out::println);
        }
        return found > 0 ? 0 : 1;
    }

    private static String name(ListVersionsRequest.Builder question) {
        return question.getConversationId() + "#" + question.getSeq();
    }
}
