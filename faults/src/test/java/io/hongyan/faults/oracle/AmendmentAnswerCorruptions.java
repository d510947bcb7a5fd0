package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Corruption.Case;
import io.hongyan.faults.oracle.Fact.Acked;
import io.hongyan.faults.oracle.Fact.Change;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.List;
import java.util.function.Consumer;

/** Corruptions of what is answered to edits and reactions, and of what alerts say. */
final class AmendmentAnswerCorruptions {

    private static final int ASK = 2_000_000; // asked by nobody else
    private static final String THUMB = "👍";

    private AmendmentAnswerCorruptions() {}

    static List<Corruption> all() {
        return List.of(
                of(
                        "nobody made an edit",
                        Kind.UNKNOWN,
                        it -> it.facts()
                                .removeIf(fact -> fact instanceof Fact.Sent sent
                                        && sent.contentId().equals(it.words(5)))),
                of(
                        "an edit is one of another message",
                        Kind.UNKNOWN,
                        it -> it.facts()
                                .replaceAll(fact -> fact instanceof Fact.Sent sent
                                                && sent.contentId().equals(it.words(5))
                                        ? edit(sent.atMs(), "cai", it.words(5), it.seq(0))
                                        : fact)),
                of(
                        "the resend of an edit gets another number",
                        Kind.RESEND_DIFFERS,
                        it -> it.insert(new Acked(it.look().atMs(), "cai", Chat.GROUP, it.words(1), it.editSeq(5), 0))),
                of(
                        "somebody edits another's message",
                        Kind.WRONGLY_ACCEPTED,
                        it -> it.facts()
                                .replaceAll(fact -> fact instanceof Fact.Refused refused
                                                && refused.contentId().equals(it.words(3))
                                        ? new Acked(refused.atMs(), "ann", Chat.GROUP, it.words(3), it.editSeq(5), 0)
                                        : fact)),
                of(
                        "an edit is refused, and its message is there",
                        Kind.WRONGLY_REFUSED,
                        it -> refuse(it, "cai", "MESSAGE_NOT_FOUND")),
                of("an edit is refused as too late", Kind.WRONGLY_REFUSED, it -> refuse(it, "cai", "TOO_LATE")),
                of(
                        "an edit is refused as another's, and is not",
                        Kind.WRONGLY_REFUSED,
                        it -> refuse(it, "cai", "NOT_ALLOWED")),
                of("a reaction is refused, and the message is there", Kind.WRONGLY_REFUSED, it -> {
                    react(it, THUMB);
                    it.insert(new Fact.Denied(it.look().atMs(), ASK, "MESSAGE_NOT_FOUND"));
                }),
                of("a reaction is refused as blocked in a group", Kind.WRONGLY_REFUSED, it -> {
                    react(it, THUMB);
                    it.insert(new Fact.Denied(it.look().atMs(), ASK, "BLOCKED"));
                }),
                of("a reaction is acknowledged as another event", Kind.LOST, it -> {
                    react(it, THUMB);
                    it.insert(new Fact.Done(it.look().atMs(), ASK, it.seq(13)));
                }),
                of("a reaction is said to stand that nobody gave", Kind.LOST, it -> {
                    react(it, ":never:");
                    it.insert(new Fact.Done(it.look().atMs(), ASK, 0));
                }),
                of(
                        "an alert says what another message says",
                        Kind.PUSH_WRONG,
                        it -> it.facts()
                                .replaceAll(fact -> fact instanceof Fact.Pushed push
                                                && push.seq() == it.seq(11)
                                                && push.conversation().equals(Chat.OTHER_PAIR)
                                        ? saying(push, it.content(0))
                                        : fact)));
    }

    private static Corruption of(String name, Kind kind, Consumer<Case> falsification) {
        return new Corruption(name, kind, falsification);
    }

    private static Fact.Pushed saying(Fact.Pushed push, String words) {
        return new Fact.Pushed(
                push.atMs(),
                push.token(),
                push.alertId(),
                push.collapseId(),
                push.badge(),
                push.conversation(),
                push.seq(),
                push.firstSeq(),
                words);
    }

    private static Fact.Sent edit(long atMs, String user, String words, long target) {
        return new Fact.Sent(atMs, user, Chat.GROUP, words, false, target, 0);
    }

    private static void refuse(Case it, String user, String code) {
        String words = it.content(5) + "~x";
        it.insert(edit(it.look().atMs(), user, words, it.seq(5)));
        it.insert(new Fact.Refused(it.look().atMs(), user, Chat.GROUP, words, code));
    }

    private static void react(Case it, String emoji) {
        it.insert(new Fact.Asked(it.look().atMs(), ASK, "ann", Chat.GROUP, new Change.React(it.seq(5), emoji, true)));
    }
}
