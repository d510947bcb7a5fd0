package io.hongyan.faults.run;

import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.faults.oracle.Evidence;
import io.hongyan.faults.oracle.Evidence.Counts;
import io.hongyan.faults.oracle.Evidence.Timeline;
import io.hongyan.faults.oracle.Oracle;
import io.hongyan.faults.oracle.Reader;
import io.hongyan.faults.oracle.Verdict;
import io.hongyan.launcher.issuer.TokenIssuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until everything has arrived, and lets the oracle judge. Projections may lag: what does not hold yet is looked at
 * again, with new devices, until it holds or {@link #PATIENCE} is over.
 */
final class QuietPoint {

    /** How long after the last act and fault everything may take to arrive everywhere. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Crowd crowd;
    private final Journal journal;
    private final Connections connections;
    private final ServerAddress address;
    private final TokenIssuer issuer;
    private int askers;

    /**
     * What was found.
     *
     * @param verdict of the last look
     * @param after how long it took to hold, or that it did not
     * @param looks how often everything was gathered
     * @param conversations how many were judged
     * @param events how many they have
     */
    record Finding(Verdict verdict, Duration after, int looks, int conversations, long events) {}

    QuietPoint(Crowd crowd, Journal journal, Connections connections, ServerAddress address, TokenIssuer issuer) {
        this.crowd = crowd;
        this.journal = journal;
        this.connections = connections;
        this.address = address;
        this.issuer = issuer;
    }

    /** Waits, looks and judges. What could not be looked at is complained of in the journal. */
    Finding reach() {
        long begun = System.nanoTime();
        crowd.phones().forEach(Phone::comeBack);
        while (!crowd.phones().stream().allMatch(Phone::isAtRest)
                && sofar(begun).compareTo(PATIENCE) < 0) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        crowd.phones().stream()
                .filter(phone -> !phone.isAtRest())
                .forEach(phone -> journal.complain("After %d s %s.".formatted(PATIENCE.toSeconds(), phone.unrest())));
        long resting = System.nanoTime();
        String noAnswer;
        int looks = 0;
        do {
            looks++;
            try {
                Evidence evidence = gather();
                Verdict verdict = Oracle.judge(evidence);
                if (verdict.holds() || sofar(resting).compareTo(PATIENCE) > 0) {
                    remember(evidence);
                    return new Finding(verdict, sofar(begun), looks, conversations(evidence), events(evidence));
                }
                noAnswer = "";
            } catch (Asker.NoAnswerException | CompletionException e) {
                noAnswer = e.toString();
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        } while (noAnswer.isEmpty() || sofar(resting).compareTo(PATIENCE) < 0);
        journal.complain("After %d s a new device still gets no answer: %s".formatted(PATIENCE.toSeconds(), noAnswer));
        return new Finding(new Verdict(List.of()), sofar(begun), looks, 0, 0);
    }

    private Evidence gather() {
        List<Timeline> histories = new ArrayList<>();
        List<Counts> counts = new ArrayList<>();
        Set<String> users = new TreeSet<>();
        crowd.readers().forEach(reader -> users.add(reader.user()));
        for (String user : users) {
            var reader = new Reader(user, "new-%d".formatted(++askers));
            Asker.Answer answer = Asker.ask(connections, address, reader, issuer.token(user));
            histories.addAll(answer.histories());
            counts.add(answer.counts());
        }
        List<Timeline> shown = new ArrayList<>();
        for (Phone phone : crowd.phones()) {
            counts.add(phone.counts());
            shown.addAll(phone.timelines());
        }
        return new Evidence(
                crowd.members(),
                new HashSet<>(crowd.readers()),
                journal.sent(),
                journal.acks(),
                journal.recalls(),
                histories,
                shown,
                counts,
                journal.told(),
                journal.reads());
    }

    /** Cursors must not be behind these at the next quiet point. */
    private void remember(Evidence evidence) {
        for (Counts counts : evidence.counts()) {
            counts.conversations()
                    .forEach((conversation, count) ->
                            journal.told(counts.reader().user(), conversation, count.readSeq()));
        }
    }

    private static int conversations(Evidence evidence) {
        Set<String> conversations = new HashSet<>();
        evidence.histories().forEach(history -> conversations.add(history.conversation()));
        return conversations.size();
    }

    private static long events(Evidence evidence) {
        Set<List<Object>> events = new HashSet<>();
        evidence.histories()
                .forEach(history ->
                        history.entries().forEach(entry -> events.add(List.of(history.conversation(), entry.seq()))));
        return events.size();
    }

    private static Duration sofar(long begunNanos) {
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }
}
