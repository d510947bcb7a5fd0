package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.Fact.Acked;
import io.hongyan.faults.oracle.Fact.Pushed;
import io.hongyan.faults.oracle.Setting.Of;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Alerts. What was handed to a provider cannot be taken back, and a crash directly after that cannot be told from one
 * directly before: hence the promises are these.
 *
 * <ul>
 *   <li>A phone is alerted of a message once: by an alert of its own, or by that of a later message of the conversation, which
 *       may speak of both. It may be alerted of it again only if something was broken since, by an alert that replaces the first.
 *   <li>A message that a device in the foreground showed is not alerted of later than the time to confirm afterwards, if
 *       that device was in the foreground since before it was sent, and all worked.
 *   <li>A phone whose user was on no device in the foreground from the sending of a message on is alerted of it; at the
 *       latest at the quiet point, if the user stays away so long.
 * </ul>
 */
final class PushChecks {

    private final Model model;
    private final Attendance attendance;
    private final DeviceChecks devices;
    private final CursorChecks cursors;
    private final Settings settings;
    private final Terms terms;
    private final Findings findings;
    private final Map<String, Reader> registered = new LinkedHashMap<>(); // by token
    private final Map<List<Object>, Pushed> pushed = new HashMap<>(); // the first of each message and token
    private final Map<List<Object>, Pushed> spokenOf = new HashMap<>(); // likewise, by an alert of a later message
    private final List<Pushed> unjudged = new ArrayList<>();
    private final Map<List<Object>, Screen> screens = new LinkedHashMap<>(); // by token and conversation

    /** A phone has to be alerted of a message. */
    private record Owed(Reader reader, Acked ack) {}

    /** What a phone is still to be told of a conversation, and the latest message that it was told of. */
    private static final class Screen {
        private final NavigableMap<Long, Owed> owed = new TreeMap<>();
        private long latest = -1;
    }

    private Screen screen(String token, String conversation) {
        return screens.computeIfAbsent(List.of(token, conversation), _ -> new Screen());
    }

    private Stream<Owed> owed() {
        return screens.values().stream().flatMap(screen -> screen.owed.values().stream());
    }

    PushChecks(
            Model model,
            Attendance attendance,
            DeviceChecks devices,
            CursorChecks cursors,
            Settings settings,
            Terms terms,
            Findings findings) {
        this.model = model;
        this.attendance = attendance;
        this.devices = devices;
        this.cursors = cursors;
        this.settings = settings;
        this.terms = terms;
        this.findings = findings;
    }

    void registered(Reader reader, String token) {
        registered.put(token, reader);
    }

    /** The first ack of a message. */
    void acked(Acked ack) {
        Message message = model.message(ack.contentId());
        if (message == null || !message.sent().counts()) {
            return;
        }
        registered.forEach((token, reader) -> {
            String user = reader.user();
            boolean concerned = !user.equals(ack.user())
                    && !model.log(ack.conversation()).spansOf(user).isEmpty();
            if (concerned && attendance.isAwaySince(user, message.sent().atMs())) {
                Screen screen = screen(token, ack.conversation());
                if (screen.latest < ack.seq()) {
                    screen.owed.put(ack.seq(), new Owed(reader, ack));
                }
            }
        });
    }

    /** A user comes to the foreground: what was owed for long is missing, and the rest need not come any more. */
    void comes(String user, long atMs) {
        screens.values()
                .forEach(screen -> screen.owed.values().removeIf(debt -> {
                    if (!debt.reader().user().equals(user)) {
                        return false;
                    }
                    long knownMs = debt.ack().atMs();
                    boolean longAgo = atMs - knownMs > terms.alertMs();
                    if (longAgo && attendance.isCalmSince(knownMs - terms.presenceMs()) && isDue(debt, atMs)) {
                        missing(debt, atMs, true);
                    }
                    return true;
                }));
    }

    private boolean isDue(Owed debt, long atMs) {
        Acked ack = debt.ack();
        String user = debt.reader().user();
        Log log = model.log(ack.conversation());
        Span span = log.visibleTo(user);
        return ack.seq() <= log.folded()
                && span != null
                && span.isOpen()
                && span.has(ack.seq())
                && !log.isTakenBack(ack.seq())
                && cursors.readBy(user, ack.conversation()) < ack.seq()
                && settings.mustBe(Of.MUTE, user, ack.conversation(), false, ack.atMs() - terms.presenceMs(), atMs);
    }

    private void missing(Owed debt, long atMs, boolean forGood) {
        Acked ack = debt.ack();
        String sentence =
                "#%d of %s, %s, was acknowledged at %d ms, and %s, whose user was away, was not alerted by %d ms."
                        .formatted(ack.seq(), ack.conversation(), ack.contentId(), ack.atMs(), debt.reader(), atMs);
        if (forGood) {
            findings.stands(
                    Kind.PUSH_MISSING,
                    ack.conversation(),
                    ack.seq(),
                    debt.reader().user(),
                    sentence);
        } else {
            findings.now(
                    Kind.PUSH_MISSING,
                    ack.conversation(),
                    ack.seq(),
                    debt.reader().user(),
                    sentence);
        }
    }

    /** How many alerts are still to come, if nobody comes back before. */
    long owed(long atMs) {
        return owed().filter(debt -> isDue(debt, atMs)).count();
    }

    /** Those that are still to come are missing. */
    void over(long atMs) {
        owed().filter(debt -> isDue(debt, atMs)).forEach(debt -> missing(debt, atMs, true));
    }

    void pushed(Pushed push) {
        Reader reader = registered.get(push.token());
        if (reader == null) {
            findings.stands(
                    Kind.PUSH_WRONG,
                    push.conversation(),
                    push.seq(),
                    "",
                    "An alert of #%d of %s went to a token that no device registered."
                            .formatted(push.seq(), push.conversation()));
            return;
        }
        List<Object> key = key(push, push.seq());
        Screen screen = screen(push.token(), push.conversation());
        screen.latest = Math.max(screen.latest, push.seq());
        screen.owed.headMap(push.seq(), true).clear();
        Pushed first = pushed.putIfAbsent(key, push);
        if (first != null) {
            again(first, push, reader);
            return;
        }
        Pushed before = spokenOf.get(key);
        if (before != null) {
            afterwards(before, push, reader);
        }
        for (long seq = push.firstSeq(); seq < push.seq(); seq++) {
            spokenOf.putIfAbsent(key(push, seq), push);
        }
        needless(push, reader);
        badge(push, reader);
        unjudged.add(push);
    }

    private static List<Object> key(Pushed push, long seq) {
        return List.of(push.token(), push.conversation(), seq);
    }

    /** An alert of its own, for a message that an earlier one spoke of. */
    private void afterwards(Pushed before, Pushed push, Reader reader) {
        if (!before.collapseId().equals(push.collapseId())
                || attendance.isCalmSince(before.atMs() - terms.presenceMs())) {
            report(
                    Kind.PUSH_DOUBLED,
                    push,
                    reader,
                    "came at %d ms as %s, though that of #%d at %d ms, %s, had spoken of it"
                            .formatted(push.atMs(), push.alertId(), before.seq(), before.atMs(), before.alertId()));
        }
    }

    private void again(Pushed first, Pushed push, Reader reader) {
        boolean replaces =
                first.alertId().equals(push.alertId()) && first.collapseId().equals(push.collapseId());
        if (!replaces || attendance.isCalmSince(first.atMs())) {
            report(
                    Kind.PUSH_DOUBLED,
                    push,
                    reader,
                    "came at %d ms as %s, and again at %d ms as %s"
                            .formatted(first.atMs(), first.alertId(), push.atMs(), push.alertId()));
        }
    }

    private void needless(Pushed push, Reader reader) {
        Log log = model.log(push.conversation());
        Slot slot = log.at(push.seq());
        if (slot != null && slot.entry().what() instanceof What.Said said) {
            Message message = model.message(said.contentId());
            long before = message == null ? 0 : message.sent().atMs() - terms.presenceMs();
            if (message != null && attendance.isCalmSince(before)) {
                Reader confirmed = confirmedBy(reader.user(), push, before);
                if (confirmed != null) {
                    report(
                            Kind.PUSH_NEEDLESS,
                            push,
                            reader,
                            "came at %d ms, and %s in the foreground had shown it %d ms before at the latest"
                                    .formatted(push.atMs(), confirmed, terms.confirmMs()));
                }
            }
        }
        Long takenBack = log.knownSince(log.recallOf(push.seq()));
        if (takenBack != null && push.atMs() - takenBack > terms.presenceMs() && attendance.isCalmSince(takenBack)) {
            report(
                    Kind.PUSH_NEEDLESS,
                    push,
                    reader,
                    "came at %d ms, and the message had been taken back at %d ms".formatted(push.atMs(), takenBack));
        }
    }

    private @Nullable Reader confirmedBy(String user, Pushed push, long sinceMs) {
        for (Reader device : attendance.up()) {
            Runs runs = devices.runsOf(device, push.conversation());
            if (device.user().equals(user)
                    && runs != null
                    && attendance.isForegroundSince(device, sinceMs)
                    && runs.hadBy(push.seq(), push.atMs() - terms.confirmMs())) {
                return device;
            }
        }
        return null;
    }

    /** At least the message itself, and no more than were ever to be sent where the user is, or may be by now. */
    private void badge(Pushed push, Reader reader) {
        long most = 0;
        for (Log log : model.logs()) {
            boolean mayBeIn = !log.spansOf(reader.user()).isEmpty() || log.folded() < log.knownHead();
            most += mayBeIn ? model.sentTo(log.conversation()) : 0;
        }
        if (push.badge() == 0 || push.badge() > Math.max(1, most)) {
            report(
                    Kind.BADGE,
                    push,
                    reader,
                    "has the badge %d, and 1 to %d can be unread".formatted(push.badge(), most));
        }
    }

    private void report(Kind kind, Pushed push, Reader reader, String what) {
        findings.stands(
                kind,
                push.conversation(),
                push.seq(),
                reader.user(),
                "The alert of #%d of %s on %s %s.".formatted(push.seq(), push.conversation(), reader, what));
    }

    void look(long atMs) {
        unjudged.removeIf(push -> {
            Log log = model.log(push.conversation());
            if (push.seq() <= log.folded()) {
                meant(push, log);
            }
            return push.seq() <= log.folded();
        });
        for (Pushed push : unjudged) {
            findings.now(
                    Kind.PUSH_WRONG,
                    push.conversation(),
                    push.seq(),
                    "",
                    "There was an alert of #%d of %s, which nobody was told of."
                            .formatted(push.seq(), push.conversation()));
        }
        owed().filter(debt -> atMs - debt.ack().atMs() > terms.alertMs() && isDue(debt, atMs))
                .forEach(debt -> missing(debt, atMs, false));
    }

    /** Whether an alert is of a message by somebody else, that counts, to a member who has not muted it. */
    private void meant(Pushed push, Log log) {
        Reader reader = registered.get(push.token());
        Slot slot = log.at(push.seq());
        if (reader == null || slot == null) {
            return;
        }
        String user = reader.user();
        boolean message = slot.entry().what() instanceof What.Emptied
                || (slot.entry().what() instanceof What.Said said && said.counts());
        if (!message || slot.entry().user().equals(user) || !log.wasMemberAt(user, push.seq())) {
            report(Kind.PUSH_WRONG, push, reader, "is of " + slot.entry() + ", which is nothing to alert that user of");
            return;
        }
        Long known = log.knownSince(push.seq());
        long since = (known == null ? push.atMs() : known) - terms.presenceMs();
        if (attendance.isCalmSince(since)
                && settings.mustBe(Of.MUTE, user, push.conversation(), true, since, push.atMs())) {
            report(Kind.PUSH_WRONG, push, reader, "came though the conversation was muted");
        }
    }
}
