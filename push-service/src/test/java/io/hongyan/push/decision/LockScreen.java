package io.hongyan.push.decision;

import io.hongyan.proto.push.v1.PushOutcome;
import io.hongyan.proto.push.v1.PushReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One phone, its user's two conversations, and the table of alerts, as the statements in PostgreSQL keep it: what is read elsewhere and what
 * is taken back, beside messages, bursts, deferrals and a provider that is late. What the phone shows is kept as a phone
 * would: each alert replaces the one of its conversation. What was handed over while the provider is late gets to the phone with the
 * provider's answer: what was taken up together in its order, and else silent ones before all others or behind them.
 */
final class LockScreen {

    /** What may happen, in any order. A second passes with each. */
    enum Happening {
        NOTHING,
        TIME_PASSES,
        SAYS_ONE,
        SAYS_OTHER,
        READS_ONE,
        READS_OTHER,
        RECALLS_LATEST_OF_ONE,
        RECALLS_EARLIER_OF_ONE,
        RECALLS_LATEST_OF_OTHER,
        OPENS_APP,
        CLOSES_APP,
        PROVIDER_IS_LATE,
        PROVIDER_ANSWERS,
        PROVIDER_ANSWERS_SILENT_ONES_LAST,
        PROVIDER_FAILS,
        PROVIDER_WORKS
    }

    private static final Terms TERMS = new Terms(
            Duration.ofSeconds(5),
            Duration.ofDays(30),
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(4)),
            Duration.ofSeconds(3),
            Duration.ofSeconds(1));
    private static final Duration LEASE = Duration.ofHours(1); // whoever has taken an alert up lives on
    private static final Duration CLEAR_AFTER = Duration.ofMillis(500);
    private static final List<String> CONVERSATIONS = List.of("d:alice:bob", "d:bob:carol");
    private static final Comparator<Trigger> IN_ORDER =
            Comparator.comparing(Trigger::at).thenComparingLong(Trigger::seq);

    /** A row of the table. */
    private static final class Row {
        private final Trigger trigger;
        private Alert alert = new Alert.Open();
        private Instant due;
        private @Nullable Instant takenUntil;
        private @Nullable Instant toldAt;
        private boolean sent;
        private boolean words;
        private boolean recalled;

        private Row(Trigger trigger, Instant due) {
            this.trigger = trigger;
            this.due = due;
        }

        private boolean undecided() {
            return !(alert instanceof Alert.Decided);
        }

        private boolean isMessageOf(String conversation) {
            return trigger.kind() == Kind.MESSAGE && trigger.conversationId().equals(conversation);
        }
    }

    private record Sending(Bundle<Taken> bundle, long badge, boolean silent) {

        private boolean disturbs() {
            return bundle.last().trigger().kind() == Kind.MESSAGE;
        }
    }

    private final Map<String, Row> rows = new TreeMap<>();
    private final Map<String, Long> heads = new HashMap<>();
    private final Map<String, Long> read = new HashMap<>();
    private final Map<String, Set<Long>> recalled = new HashMap<>();
    private final List<List<Sending>> underWay = new ArrayList<>(); // what was taken up together
    private List<Trigger> inHands = List.of(); // what others had taken up when this was
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private long revision;
    private boolean open;
    private boolean late;
    private boolean works = true;
    private boolean registered = true;
    private long deviceBadge; // as the table has it

    // What the phone shows, and what was wrong with what it was sent.
    private long shownBadge;
    private final Map<String, Long> shownWords = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final List<String> faults = new ArrayList<>();
    private int sentAfterRemoval;

    void happens(Happening happening) {
        now = now.plusSeconds(1);
        String one = CONVERSATIONS.getFirst();
        String other = CONVERSATIONS.getLast();
        switch (happening) {
            case NOTHING -> {}
            case TIME_PASSES -> now = now.plusSeconds(10);
            case SAYS_ONE -> says(one);
            case SAYS_OTHER -> says(other);
            case READS_ONE -> reads(one);
            case READS_OTHER -> reads(other);
            case RECALLS_LATEST_OF_ONE -> recalls(one, head(one));
            case RECALLS_EARLIER_OF_ONE -> recalls(one, head(one) - 1);
            case RECALLS_LATEST_OF_OTHER -> recalls(other, head(other));
            case OPENS_APP -> open = true;
            case CLOSES_APP -> open = false;
            case PROVIDER_IS_LATE -> late = true;
            case PROVIDER_ANSWERS, PROVIDER_ANSWERS_SILENT_ONES_LAST -> late = false;
            case PROVIDER_FAILS -> works = false;
            case PROVIDER_WORKS -> works = true;
        }
        if (!late) {
            answered(happening == Happening.PROVIDER_ANSWERS_SILENT_ONES_LAST);
        }
        takeUp();
        if (!late) {
            answered(false);
        }
    }

    /** All works, and time goes on until nothing can be left. */
    void settles() {
        works = true;
        late = false;
        open = false;
        for (int i = 0; i < 100 && rows.values().stream().anyMatch(Row::undecided); i++) {
            happens(Happening.TIME_PASSES);
        }
    }

    /** The phone is registered no more. What is under way was handed over before. */
    void isRemoved() {
        registered = false;
    }

    List<String> faults() {
        return faults;
    }

    boolean undecided() {
        return rows.values().stream().anyMatch(Row::undecided);
    }

    long shownBadge() {
        return shownBadge;
    }

    int sentAfterRemoval() {
        return sentAfterRemoval;
    }

    /** What the badge should be. */
    long unread() {
        return CONVERSATIONS.stream().mapToLong(this::unread).sum();
    }

    /** Messages whose words the phone shows though they were taken back and are not read. */
    List<String> wordsTakenBack() {
        return shownWords.entrySet().stream()
                .filter(shown -> isRecalled(shown.getKey(), shown.getValue()))
                .filter(shown -> shown.getValue() > read(shown.getKey()))
                .map(shown -> shown.getKey() + "/" + shown.getValue())
                .toList();
    }

    private void says(String conversation) {
        long seq = heads.merge(conversation, 1L, Long::sum);
        revision++;
        if (registered) {
            add(Kind.MESSAGE, conversation, seq, now);
        }
    }

    private void reads(String conversation) {
        if (read(conversation) == head(conversation)) {
            return;
        }
        read.put(conversation, head(conversation));
        revision++;
        if (registered && (deviceBadge > 0 || isSentSomething())) {
            add(Kind.CLEAR, conversation, read(conversation), now.plus(CLEAR_AFTER));
        }
    }

    private void recalls(String conversation, long seq) {
        if (seq < 1 || isRecalled(conversation, seq)) {
            return;
        }
        recalled.computeIfAbsent(conversation, _ -> new HashSet<>()).add(seq);
        revision++;
        Optional<Row> row = rows.values().stream()
                .filter(one -> one.isMessageOf(conversation) && one.trigger.seq() == seq)
                .findFirst();
        boolean concerned = row.filter(one -> one.toldAt != null || (one.undecided() && one.takenUntil != null))
                .isPresent();
        row.filter(one -> one.toldAt != null).ifPresent(one -> one.recalled = true);
        boolean counted = seq > read(conversation) && (deviceBadge > 0 || isSentSomething());
        if (registered && (concerned || counted)) {
            add(Kind.RECALL, conversation, seq, now);
        }
    }

    /** Whether the alert of a message is being handed over just now. */
    private boolean isSentSomething() {
        return rows.values().stream()
                .anyMatch(row -> row.trigger.kind() == Kind.MESSAGE && row.undecided() && row.takenUntil != null);
    }

    private void add(Kind kind, String conversation, long seq, Instant due) {
        String id = "%06d".formatted(revision);
        rows.put(id, new Row(new Trigger(id, kind, conversation, revision, seq, "bob", "phone", now, false), due));
    }

    private void takeUp() {
        List<Row> due = rows.values().stream()
                .filter(row -> row.undecided() && !now.isBefore(row.due))
                .toList();
        inHands = rows.values().stream()
                .filter(row -> row.undecided() && row.takenUntil != null)
                .map(row -> row.trigger)
                .toList();
        due.forEach(row -> {
            row.due = now.plus(LEASE);
            row.takenUntil = now.plus(LEASE);
        });
        List<Taken> sending = new ArrayList<>();
        for (Row row : due) {
            Standing standing = standing(row);
            Step step = Alert.step(row.alert, row.trigger, new Input.TakenUp(standing), now, TERMS);
            if (step.effect() instanceof Effect.Locate) {
                Whereabouts where = open ? Whereabouts.ELSEWHERE : Whereabouts.AWAY;
                step = Alert.step(step.next(), row.trigger, new Input.Located(where, standing), now, TERMS);
            }
            row.alert = step.next();
            if (step.effect() instanceof Effect.Send) {
                sending.add(new Taken(
                        row.trigger,
                        row.alert,
                        1,
                        standing,
                        new Notice("alice", "", "hello"),
                        Manner.UNSAID,
                        null,
                        null));
            } else {
                record(row, step);
            }
        }
        underWay.add(Bundle.of(sending, taken -> taken, TERMS.bundles()).stream()
                .sorted(Comparator.comparing(bundle -> bundle.last().trigger(), IN_ORDER))
                .map(this::handedOver)
                .flatMap(Optional::stream)
                .toList());
    }

    /** With the badge of now. A provider that fails never shows it. */
    private Optional<Sending> handedOver(Bundle<Taken> bundle) {
        Taken last = bundle.last();
        long badge = unread();
        if (last.nothingUnread(badge)) {
            record(bundle, _ -> new Answer.NothingUnread());
            return Optional.empty();
        }
        boolean silent = switch (last.trigger().kind()) {
            case MESSAGE -> false;
            case CLEAR -> true;
            case RECALL -> !last.standing().screen().speaksOfThis();
        };
        if (!works) {
            record(bundle, _ -> new Answer.Unavailable(0.5));
            return Optional.empty();
        }
        sentAfterRemoval += registered ? 0 : 1;
        Trigger lead = bundle.lead().trigger();
        if (last.trigger().kind() == Kind.MESSAGE && isRecalled(lead.conversationId(), lead.seq())) {
            faults.add("in the words of what was taken back: " + lead);
        }
        return Optional.of(new Sending(bundle, badge, silent));
    }

    private void shows(Sending sent) {
        shownBadge = sent.badge();
        Trigger last = sent.bundle().last().trigger();
        if (sent.disturbs()) {
            shownWords.put(last.conversationId(), sent.bundle().lead().trigger().seq());
            sent.bundle().all().stream()
                    .map(taken -> taken.trigger().decisionId())
                    .filter(id -> !told.add(id))
                    .forEach(id -> faults.add("told twice: " + id));
        } else if (!sent.silent()) {
            shownWords.remove(last.conversationId());
        }
    }

    private void answered(boolean silentOnesLast) {
        underWay.stream()
                .sorted(Comparator.comparing(
                        together -> together.stream().anyMatch(Sending::disturbs) != silentOnesLast))
                .flatMap(List::stream)
                .forEach(sent -> {
                    shows(sent);
                    record(
                            sent.bundle(),
                            taken -> sent.bundle().accepted(taken, one -> one, sent.badge(), sent.silent()));
                });
        underWay.clear();
    }

    private void record(Bundle<Taken> bundle, java.util.function.Function<Taken, Answer> answer) {
        for (Taken taken : bundle.all()) {
            Row row = Objects.requireNonNull(rows.get(taken.trigger().decisionId()));
            record(row, Alert.step(row.alert, row.trigger, new Input.Answered(answer.apply(taken)), now, TERMS));
        }
    }

    private void record(Row row, Step step) {
        row.alert = step.next();
        row.takenUntil = null;
        switch (step.effect()) {
            case Effect.Defer(Instant until, PushReason _) -> row.due = until;
            case Effect.Wait(Instant until, int _) -> row.due = until;
            case Effect.Conclude(PushOutcome outcome, PushReason reason, long badge, Telling telling) -> {
                boolean sent = outcome == PushOutcome.PUSH_OUTCOME_SENT;
                if (row.trigger.kind() == Kind.MESSAGE && (sent || reason == PushReason.PUSH_REASON_BUNDLED)) {
                    row.toldAt = now;
                }
                row.sent = sent;
                row.words = telling.words();
                if (sent
                        || outcome == PushOutcome.PUSH_OUTCOME_CLEARED
                        || outcome == PushOutcome.PUSH_OUTCOME_REWRITTEN) {
                    deviceBadge = badge;
                }
            }
            case Effect.Locate locate -> throw new AssertionError(locate);
            case Effect.Send send -> throw new AssertionError(send);
        }
    }

    private Standing standing(Row row) {
        Trigger trigger = row.trigger;
        return new Standing(
                true,
                trigger.kind() == Kind.MESSAGE && isRecalled(trigger.conversationId(), trigger.seq()),
                read(trigger.conversationId()),
                0,
                false,
                registered,
                Wishes.UNSAID,
                screen(trigger));
    }

    private Screen screen(Trigger trigger) {
        String conversation = trigger.conversationId();
        List<Row> shown = rows.values().stream()
                .filter(row -> row.isMessageOf(conversation) && row.toldAt != null)
                .toList();
        List<Row> unseen = shown.stream()
                .filter(row -> row.trigger.seq() > read(conversation))
                .toList();
        boolean message = trigger.kind() == Kind.MESSAGE;
        boolean recall = trigger.kind() == Kind.RECALL;
        return new Screen(
                deviceBadge,
                message
                        ? unseen.stream()
                                .map(row -> row.toldAt)
                                .filter(Objects::nonNull)
                                .max(Comparator.naturalOrder())
                                .orElse(null)
                        : null,
                message ? (int) unseen.stream().filter(row -> !row.recalled).count() : 0,
                recall && shown.stream().anyMatch(row -> row.trigger.seq() == trigger.seq()),
                recall
                        && shown.stream()
                                .filter(row -> row.words)
                                .max(Comparator.comparing((Row row) -> Objects.requireNonNull(row.toldAt))
                                        .thenComparing(row -> row.trigger.seq()))
                                .filter(row -> row.trigger.seq() == trigger.seq())
                                .isPresent(),
                inHands.stream().anyMatch(other -> waitsFor(trigger, other)),
                true,
                unseen.stream()
                        .filter(row -> message && row.sent && !row.recalled && row.trigger.seq() > trigger.seq())
                        .map(row -> row.trigger.decisionId())
                        .findFirst()
                        .orElse(null));
    }

    /** As {@code take_alerts} has it. */
    private static boolean waitsFor(Trigger one, Trigger other) {
        return one.kind() != Kind.MESSAGE
                || other.kind() != Kind.MESSAGE
                || one.conversationId().equals(other.conversationId());
    }

    private long unread(String conversation) {
        long count = 0;
        for (long seq = read(conversation) + 1; seq <= head(conversation); seq++) {
            count += isRecalled(conversation, seq) ? 0 : 1;
        }
        return count;
    }

    private boolean isRecalled(String conversation, long seq) {
        return recalled.getOrDefault(conversation, Set.of()).contains(seq);
    }

    private long head(String conversation) {
        return heads.getOrDefault(conversation, 0L);
    }

    private long read(String conversation) {
        return read.getOrDefault(conversation, 0L);
    }
}
