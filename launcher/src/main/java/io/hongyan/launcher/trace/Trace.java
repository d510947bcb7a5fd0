package io.hongyan.launcher.trace;

import io.hongyan.launcher.LauncherException;
import io.hongyan.launcher.process.SuitePorts;
import io.hongyan.launcher.query.SuiteQueries;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Finds one message in the running suite, and prints its way. */
public final class Trace {

    private Trace() {}

    /**
     * Runs the command.
     *
     * @param kafka the broker's bootstrap address
     * @return 0 if something of it was found, 1 if nothing was, 2 if the arguments make no sense
     * @throws LauncherException if the broker does not answer, or if the id fits several messages
     */
    public static int run(List<String> args, String kafka, SuitePorts ports, InstantSource clock, PrintStream out) {
        Optional<TraceArguments> parsed = TraceArguments.parse(args);
        if (parsed.isEmpty()) {
            out.println(TraceArguments.usage());
            return 2;
        }
        Duration last = parsed.get().last();
        Instant since = last == null ? null : clock.instant().minus(last);
        try (var topics = new TopicScan(kafka);
                var suite = new SuiteQueries(ports)) {
            Evidence found = new Search(topics, suite, parsed.get().message(), since).find();
            var text = new TimelineText(ZoneId.systemDefault());
            out.println(text.title(found));
            text.lines(Timeline.of(found)).forEach(out::println);
            return found.event() == null && found.commands().isEmpty() ? 1 : 0;
        }
    }
}
