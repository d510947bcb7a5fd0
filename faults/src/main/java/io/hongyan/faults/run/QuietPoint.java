package io.hongyan.faults.run;

import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.faults.oracle.Entry;
import io.hongyan.faults.oracle.Look;
import io.hongyan.faults.oracle.Look.Counts;
import io.hongyan.faults.oracle.Look.History;
import io.hongyan.faults.oracle.Look.Kept;
import io.hongyan.faults.oracle.Reader;
import io.hongyan.faults.oracle.Verdict;
import io.hongyan.launcher.issuer.TokenIssuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits until everything has arrived, and lets the oracle judge. Projections may lag: what does not hold yet is looked at
 * again, with new devices, until it holds or {@link #PATIENCE} is over. A look asks for the history that no look before
 * found in order; the last one of a run for all of it.
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
    private final Map<String, Long> inOrder = new HashMap<>();
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

    /**
     * Waits, looks and judges. What could not be looked at is complained of in the journal.
     *
     * @param last whether all of history is to be read
     */
    Finding reach(boolean last) {
        long begun = System.nanoTime();
        if (last) {
            inOrder.clear();
        }
        if (!isSoon(() -> journal.owedAlerts() == 0)) {
            journal.alertsAreOver();
        }
        crowd.phones().forEach(Phone::comeBack);
        if (!isSoon(() -> crowd.isBackEndAtRest() && crowd.phones().stream().allMatch(Phone::isAtRest))) {
            String after = "After %d s ".formatted(PATIENCE.toSeconds());
            crowd.phones().stream()
                    .filter(phone -> !phone.isAtRest())
                    .forEach(phone -> journal.complain(after + phone.unrest()));
            if (!crowd.isBackEndAtRest()) {
                journal.complain(after + "a back end waits for answers");
            }
        }
        return look(begun);
    }

    private Finding look(long begun) {
        long resting = System.nanoTime();
        String noAnswer;
        int looks = 0;
        do {
            looks++;
            try {
                List<History> histories = new ArrayList<>();
                List<Counts> counts = new ArrayList<>();
                List<Kept> kept = new ArrayList<>();
                gather(histories, counts, kept);
                Set<Reader> devices = new HashSet<>(crowd.readers());
                Verdict verdict = journal.judge(at -> new Look(at, devices, histories, counts, kept));
                if (verdict.holds()
                        || !journal.standing().isEmpty()
                        || since(resting).compareTo(PATIENCE) > 0) {
                    Map<String, Long> heads = heads(histories);
                    if (verdict.holds()) {
                        inOrder.putAll(heads);
                        crowd.phones().forEach(Phone::isInOrder);
                    }
                    long events =
                            heads.values().stream().mapToLong(Long::longValue).sum();
                    return new Finding(verdict, since(begun), looks, heads.size(), events);
                }
                noAnswer = "";
            } catch (Asker.NoAnswerException | CompletionException e) {
                noAnswer = e.toString();
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        } while (noAnswer.isEmpty() || since(resting).compareTo(PATIENCE) < 0);
        journal.complain("After %d s somebody still gets no answer: %s".formatted(PATIENCE.toSeconds(), noAnswer));
        return new Finding(new Verdict(journal.standing()), since(begun), looks, 0, 0);
    }

    private void gather(List<History> histories, List<Counts> counts, List<Kept> kept) {
        Set<String> users = new TreeSet<>();
        crowd.readers().forEach(reader -> users.add(reader.user()));
        for (String user : users) {
            var reader = new Reader(user, "asker-%d".formatted(++askers));
            Asker.Answer answer = Asker.ask(connections, address, reader, issuer.token(user), inOrder);
            histories.addAll(answer.histories());
            counts.add(answer.counts());
        }
        for (Phone phone : crowd.phones()) {
            counts.add(Answers.counts(phone));
            kept.addAll(phone.kept());
        }
        crowd.latecomers().forEach(phone -> histories.addAll(Answers.scrolledBack(phone)));
    }

    private static Map<String, Long> heads(List<History> histories) {
        Map<String, Long> heads = new HashMap<>();
        for (History history : histories) {
            long head = history.entries().stream().mapToLong(Entry::seq).max().orElse(0);
            heads.merge(history.conversation(), Math.max(head, history.after()), Math::max);
        }
        return heads;
    }

    private static boolean isSoon(BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (since(begun).compareTo(PATIENCE) > 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos() / 4);
        }
        return true;
    }

    private static Duration since(long begunNanos) {
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }
}
