package io.hongyan.push.decision;

import io.hongyan.proto.push.v1.PushOutcome;
import io.hongyan.proto.push.v1.PushPolicy;
import io.hongyan.proto.push.v1.PushReason;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user with two phones and two conversations, a table of alerts, a provider, and a clock: the shell of decisions as a model
 * that can crash between the provider's answer and the record of it.
 */
final class Household {

    /** What may happen, in any order. A second passes with each. */
    enum Happening {
        NOTHING,
        A_MINUTE_PASSES,
        DIRECT_MESSAGE,
        GROUP_MESSAGE,
        MENTION,
        READS_DIRECT,
        READS_GROUP,
        CONFIRMS_GROUP,
        RECALLS_GROUP,
        OPENS_ONE,
        CLOSES_ALL,
        MUTES_GROUP,
        UNMUTES_GROUP,
        WANTS_MENTIONS,
        WANTS_ALL,
        QUIET,
        LOUD,
        PROVIDER_FAILS,
        PROVIDER_WORKS,
        CRASHES,
        REPLAY
    }

    /** A message on a device. */
    record Event(String device, String conversation, long seq) {

        boolean isLaterThan(Event other) {
            return device.equals(other.device) && conversation.equals(other.conversation) && seq > other.seq;
        }
    }

    /**
     * An alert that the provider took.
     *
     * @param of what it tells of
     * @param needless what of that was known not to be needed
     * @param forgotten whether a crash hid that it was taken
     * @param excused whether it may come after one of a later message: it speaks to the user by name, or what was later is read or
     *     taken back
     */
    record Told(String id, List<Event> of, List<Event> needless, boolean forgotten, boolean excused) {}

    private static final Terms TERMS = new Terms(
            Duration.ofSeconds(5),
            Duration.ofDays(30),
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10)),
            Duration.ofSeconds(3),
            Duration.ofSeconds(1));
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final String DIRECT = "d:alice:bob";
    private static final String GROUP = "g:x";
    private static final List<String> DEVICES = List.of("one", "two");

    /** A row of the table. */
    private static final class Row {
        private final Event event;
        private final boolean mentioned;
        private final Instant at;
        private Alert alert = new Alert.Open();
        private Instant due;
        private @Nullable Instant toldAt;

        private Row(Event event, boolean mentioned, Instant at) {
            this.event = event;
            this.mentioned = mentioned;
            this.at = at;
            this.due = at;
        }
    }

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final List<Row> log = new ArrayList<>();
    private final Map<String, Long> heads = new HashMap<>();
    private final Map<String, Long> read = new HashMap<>();
    private final Map<String, Long> seen = new HashMap<>();
    private final Set<Long> recalled = new HashSet<>();
    private final Set<Event> spokenAgainst = new HashSet<>();
    private final List<Told> told = new ArrayList<>();
    private final List<String> deferrals = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private boolean muted;
    private boolean works = true;
    private boolean crashes;
    private @Nullable String open;
    private @Nullable Instant leftAt;
    private PushPolicy policy = PushPolicy.PUSH_POLICY_ALL;
    private @Nullable QuietHours quiet;

    void happens(Happening happening) {
        now = now.plusSeconds(1);
        switch (happening) {
            case NOTHING -> {}
            case A_MINUTE_PASSES -> now = now.plusSeconds(60);
            case DIRECT_MESSAGE -> message(DIRECT, false);
            case GROUP_MESSAGE -> message(GROUP, false);
            case MENTION -> message(GROUP, true);
            case READS_DIRECT -> read.put(DIRECT, heads.getOrDefault(DIRECT, 0L));
            case READS_GROUP -> read.put(GROUP, heads.getOrDefault(GROUP, 0L));
            case CONFIRMS_GROUP -> seen.put(GROUP, heads.getOrDefault(GROUP, 0L));
            case RECALLS_GROUP -> recalled.add(heads.getOrDefault(GROUP, 0L));
            case OPENS_ONE -> open = "one";
            case CLOSES_ALL -> {
                leftAt = open == null ? leftAt : now;
                open = null;
            }
            case MUTES_GROUP -> muted = true;
            case UNMUTES_GROUP -> muted = false;
            case WANTS_MENTIONS -> policy = PushPolicy.PUSH_POLICY_MENTIONS;
            case WANTS_ALL -> policy = PushPolicy.PUSH_POLICY_ALL;
            case QUIET -> quiet = new QuietHours(ZoneOffset.UTC, 0, 23 * 60, true);
            case LOUD -> quiet = null;
            case PROVIDER_FAILS -> works = false;
            case PROVIDER_WORKS -> works = true;
            case CRASHES -> crashes = true;
            case REPLAY -> replays();
        }
        noteWhatSpeaksAgainst();
        takeUp();
    }

    /** All works, and time goes on until nothing can be left. */
    void settles() {
        works = true;
        crashes = false;
        for (int hour = 0; hour < 40 && !pending().isEmpty(); hour++) {
            for (int i = 0; i < 5; i++) {
                happens(Happening.NOTHING);
                now = now.plusSeconds(10);
            }
            now = now.plus(Duration.ofMinutes(59)); // there is one loud hour in a quiet day
        }
    }

    /** Every message once more: the table knows them all. */
    void replays() {
        log.forEach(row -> rows.putIfAbsent(id(row.event), new Row(row.event, row.mentioned, row.at)));
    }

    List<Told> told() {
        return told;
    }

    List<String> deferrals() {
        return deferrals;
    }

    List<Row> pending() {
        return rows.values().stream()
                .filter(row -> !(row.alert instanceof Alert.Decided))
                .toList();
    }

    /** Of what a device must have been told: nothing ever spoke against it. */
    List<Event> owed() {
        return rows.values().stream()
                .map(row -> row.event)
                .filter(event -> !spokenAgainst.contains(event))
                .toList();
    }

    private void message(String conversation, boolean mentioned) {
        long seq = heads.merge(conversation, 1L, Long::sum);
        for (String device : DEVICES) {
            var row = new Row(new Event(device, conversation, seq), mentioned, now);
            rows.put(id(row.event), row);
            log.add(row);
        }
    }

    private void noteWhatSpeaksAgainst() {
        for (Row row : pending()) {
            if (standing(row, Screen.BLANK).objection(trigger(row), now) != null) {
                spokenAgainst.add(row.event);
            }
        }
    }

    private void takeUp() {
        List<Row> due = pending().stream().filter(row -> !now.isBefore(row.due)).toList();
        Map<String, Alert> ready = new HashMap<>();
        List<Taken> sending = new ArrayList<>();
        for (Row row : due) {
            row.due = now.plus(LEASE);
            Standing standing = standing(row);
            Step step = Alert.step(row.alert, trigger(row), new Input.TakenUp(standing), now, TERMS);
            if (step.effect() instanceof Effect.Locate) {
                Whereabouts where = open == null
                        ? Whereabouts.AWAY
                        : open.equals(row.event.device()) ? Whereabouts.HERE : Whereabouts.ELSEWHERE;
                step = Alert.step(step.next(), trigger(row), new Input.Located(where, leftAt, standing), now, TERMS);
            }
            if (step.effect() instanceof Effect.Send) {
                ready.put(id(row.event), step.next());
                sending.add(taken(row, step.next(), standing));
            } else {
                record(row, step);
            }
        }
        Bundle.of(sending, taken -> taken, TERMS.bundles()).forEach(bundle -> send(bundle, ready));
    }

    private void send(Bundle<Taken> bundle, Map<String, Alert> ready) {
        List<Row> of = bundle.all().stream().map(this::row).toList();
        boolean forgotten = works && crashes;
        if (works) {
            List<Event> needless = of.stream()
                    .filter(row -> standing(row).objection(trigger(row), now) != null)
                    .map(row -> row.event)
                    .toList();
            told.add(new Told(
                    bundle.last().trigger().decisionId(),
                    of.stream().map(row -> row.event).toList(),
                    needless,
                    forgotten,
                    of.stream().anyMatch(row -> row.mentioned || screen(row).toldLater() == null)));
        }
        if (forgotten) {
            crashes = false; // the rows stay as they were until the lease ends
            return;
        }
        for (Taken taken : bundle.all()) {
            Answer answer = works ? bundle.accepted(taken, one -> one, 1, false) : new Answer.Unavailable(0.5);
            Alert alert = ready.getOrDefault(taken.trigger().decisionId(), taken.alert());
            record(row(taken), Alert.step(alert, taken.trigger(), new Input.Answered(answer), now, TERMS));
        }
    }

    private void record(Row row, Step step) {
        row.alert = step.next();
        switch (step.effect()) {
            case Effect.Defer(Instant until, PushReason reason) -> {
                deferrals.add(id(row.event) + reason);
                row.due = until;
            }
            case Effect.Wait(Instant until, int attempts) -> row.due = until;
            case Effect.Conclude(PushOutcome outcome, PushReason reason, long badge, Telling telling) -> {
                if (outcome == PushOutcome.PUSH_OUTCOME_SENT || reason == PushReason.PUSH_REASON_BUNDLED) {
                    row.toldAt = now;
                }
            }
            case Effect.Locate locate -> throw new AssertionError(locate);
            case Effect.Send send -> throw new AssertionError(send);
        }
    }

    private Row row(Taken taken) {
        Row row = rows.get(taken.trigger().decisionId());
        if (row == null) {
            throw new AssertionError(taken);
        }
        return row;
    }

    private Standing standing(Row row) {
        return standing(row, screen(row));
    }

    private Standing standing(Row row, Screen screen) {
        String conversation = row.event.conversation();
        boolean group = conversation.equals(GROUP);
        return new Standing(
                true,
                group && recalled.contains(row.event.seq()),
                read.getOrDefault(conversation, 0L),
                seen.getOrDefault(conversation, 0L),
                group && muted,
                true,
                new Wishes(policy, PushPolicy.PUSH_POLICY_UNSPECIFIED, null, quiet, true),
                screen);
    }

    private Screen screen(Row row) {
        String conversation = row.event.conversation();
        long known = Math.max(read.getOrDefault(conversation, 0L), seen.getOrDefault(conversation, 0L));
        List<Instant> shown = rows.values().stream()
                .filter(one -> one.event.device().equals(row.event.device())
                        && one.event.conversation().equals(conversation)
                        && one.event.seq() > known)
                .map(one -> one.toldAt)
                .filter(at -> at != null)
                .toList();
        Instant last = shown.stream().max(Instant::compareTo).orElse(null);
        return new Screen(
                0, last, Math.min(shown.size(), Screen.TOLD_MAX), false, false, false, true, toldLater(row, known));
    }

    private @Nullable String toldLater(Row row, long known) {
        return rows.values().stream()
                .filter(one -> one.toldAt != null
                        && one.event.isLaterThan(row.event)
                        && one.event.seq() > known
                        && !(one.event.conversation().equals(GROUP) && recalled.contains(one.event.seq())))
                .map(one -> id(one.event))
                .findFirst()
                .orElse(null);
    }

    private Taken taken(Row row, Alert alert, Standing standing) {
        return new Taken(trigger(row), alert, 1, standing, new Notice("alice", "", "hello"), Manner.UNSAID, null, null);
    }

    private static Trigger trigger(Row row) {
        Event event = row.event;
        return new Trigger(
                id(event),
                Kind.MESSAGE,
                event.conversation(),
                event.seq(),
                event.seq(),
                "bob",
                event.device(),
                row.at,
                row.mentioned);
    }

    private static String id(Event event) {
        return event.device() + "/" + event.conversation() + "/" + event.seq();
    }
}
