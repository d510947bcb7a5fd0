package io.hongyan.launcher.explain;

import io.hongyan.launcher.LauncherException;
import io.hongyan.launcher.process.SuitePorts;
import io.hongyan.launcher.query.SuiteQueries;
import io.hongyan.proto.explain.v1.ExplainUnreadRequest;
import io.hongyan.proto.explain.v1.ExplainUnreadResponse;
import io.hongyan.proto.explain.v1.UnreadExplanation;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Asks the running suite why a count is what it is, and prints the answer. */
public final class Explain {

    private static final int MESSAGES_AT_ONCE = 1_000;

    private final ExplainArguments arguments;
    private final SuiteQueries suite;
    private final PrintStream out;
    private final ExplanationText text = new ExplanationText(ZoneId.systemDefault());

    private Explain(ExplainArguments arguments, SuiteQueries suite, PrintStream out) {
        this.arguments = arguments;
        this.suite = suite;
        this.out = out;
    }

    /**
     * Runs the command.
     *
     * @return 0 if the two ways of counting agree, 1 if not, 2 if the arguments make no sense
     * @throws LauncherException if the suite does not answer
     */
    public static int run(List<String> args, SuitePorts ports, PrintStream out) {
        Optional<ExplainArguments> arguments = ExplainArguments.parse(args);
        if (arguments.isEmpty()) {
            out.println(ExplainArguments.usage());
            return 2;
        }
        try (var suite = new SuiteQueries(ports)) {
            return new Explain(arguments.get(), suite, out).explain();
        }
    }

    private int explain() {
        ExplainUnreadResponse first = first();
        boolean agrees = first.getAgrees();
        text.total(arguments.userId(), first).forEach(out::println);
        if (first.getConversationsCount() == 0 && !arguments.conversationId().isEmpty()) {
            out.printf(
                    "%nThe user never was in %s, or nothing that is shown happened there.%n",
                    arguments.conversationId());
        }
        first.getConversationsList().forEach(this::print);
        String next = first.getNextPageToken();
        while (!next.isEmpty()) {
            ExplainUnreadResponse page = ask(question().setPageToken(next).build());
            agrees &= page.getAgrees();
            page.getConversationsList().forEach(this::print);
            next = page.getNextPageToken();
        }
        return agrees ? 0 : 1;
    }

    /** With everything committed by now, if the projection gets there. */
    private ExplainUnreadResponse first() {
        return suite.explainUnread(question().setFresh(true).build()).orElseGet(() -> {
            out.println("The projection is behind the log; what follows is what it has now.");
            return ask(question().build());
        });
    }

    private void print(UnreadExplanation explained) {
        text.conversation(explained).forEach(out::println);
        UnreadExplanation last = explained;
        while (last.getMore()) {
            long after = last.getMessages(last.getMessagesCount() - 1).getSeq();
            ExplainUnreadResponse more = ask(question()
                    .setConversationId(explained.getConversationId())
                    .setAfterSeq(after)
                    .build());
            if (more.getConversationsCount() == 0) {
                return;
            }
            last = more.getConversations(0);
            text.messages(last).forEach(out::println);
            if (last.getMessagesCount() == 0) {
                return; // read meanwhile
            }
        }
    }

    private ExplainUnreadRequest.Builder question() {
        return ExplainUnreadRequest.newBuilder()
                .setUserId(arguments.userId())
                .setConversationId(arguments.conversationId())
                .setMessagesMax(MESSAGES_AT_ONCE);
    }

    private ExplainUnreadResponse ask(ExplainUnreadRequest request) {
        return suite.explainUnread(request)
                .orElseThrow(() -> new LauncherException("message-service did not answer in time; try again."));
    }
}
