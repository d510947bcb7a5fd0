package io.hongyan.faults.oracle;

import static java.util.Objects.requireNonNull;

import io.hongyan.faults.oracle.Corruption.Case;
import io.hongyan.faults.oracle.Fact.Acked;
import io.hongyan.faults.oracle.Fact.Change;
import io.hongyan.faults.oracle.Look.Count;
import io.hongyan.faults.oracle.Look.Counts;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Corruptions of answers: acks, refusals, counts and cursors. */
final class AnswerCorruptions {

    private static final int ASK = 1_000_000; // asked by nobody else

    private AnswerCorruptions() {}

    static List<Corruption> all() {
        return List.of(
                of(
                        "all acks have another number",
                        Kind.RENUMBERED,
                        it -> acks(it, 0, ack -> with(ack, ack.seq() + 1, 0))),
                of("all acks have another time", Kind.RENUMBERED, it -> acks(it, 0, ack -> with(ack, ack.seq(), 1))),
                of(
                        "an ack has a number that does not exist",
                        Kind.RENUMBERED,
                        it -> acks(it, 13, ack -> with(ack, ack.seq() + 50, 0))),
                of("a resend gets another number", Kind.RESEND_DIFFERS, it -> it.insert(with(again(it), 77, 0))),
                of("a resend gets another time", Kind.RESEND_DIFFERS, it -> it.insert(with(again(it), it.seq(0), 1))),
                of(
                        "a resend gets another conversation",
                        Kind.RESEND_DIFFERS,
                        it -> it.insert(new Acked(
                                it.look().atMs(),
                                "ann",
                                Chat.PAIR,
                                it.content(0),
                                it.seq(0),
                                it.entry(0).timeMs()))),
                of(
                        "an ack is for what nobody sent",
                        Kind.UNKNOWN,
                        it -> it.insert(new Acked(it.look().atMs(), "ann", Chat.GROUP, "m999999", 1, 0))),
                of(
                        "what was refused is there",
                        Kind.REFUSED_BUT_THERE,
                        it -> it.look().histories().stream()
                                .filter(history -> history.conversation().equals(Chat.PAIR))
                                .forEach(history -> history.entries()
                                        .add(new Entry(
                                                history.entries().getLast().seq() + 1,
                                                history.entries().getLast().timeMs(),
                                                "ann",
                                                new Entry.What.Said(it.content(10), true))))),
                of(
                        "refused as blocked, and nobody blocked",
                        Kind.WRONGLY_REFUSED,
                        it -> it.facts()
                                .removeIf(fact ->
                                        fact instanceof Fact.Asked asked && asked.change() instanceof Change.Block)),
                of("refused as blocked, before anybody did", Kind.WRONGLY_REFUSED, it -> {
                    it.insert(new Fact.Sent(it.told(9), "ann", Chat.PAIR, "x", true));
                    it.insert(new Fact.Refused(it.told(9), "ann", Chat.PAIR, "x", "BLOCKED"));
                }),
                of("refused as no member, who is one", Kind.WRONGLY_REFUSED, it -> refuse(it, "NOT_A_MEMBER")),
                of("refused for another reason", Kind.WRONGLY_REFUSED, it -> refuse(it, "INVALID_ARGUMENT")),
                of("a change is refused as if by a stranger", Kind.WRONGLY_REFUSED, it -> {
                    it.insert(new Fact.Asked(it.look().atMs(), ASK, "cai", Chat.GROUP, new Change.Mute(true)));
                    it.insert(new Fact.Denied(it.look().atMs(), ASK, "NOT_A_MEMBER"));
                }),
                of("a recall is refused, and the message is there", Kind.WRONGLY_REFUSED, it -> {
                    it.insert(new Fact.Asked(it.look().atMs(), ASK, "ann", Chat.GROUP, new Change.Recall(it.seq(0))));
                    it.insert(new Fact.Denied(it.look().atMs(), ASK, "MESSAGE_NOT_FOUND"));
                }),
                of("a recall is acknowledged as another event", Kind.LOST, it -> {
                    it.insert(new Fact.Asked(it.look().atMs(), ASK, "ann", Chat.GROUP, new Change.Recall(it.seq(0))));
                    it.insert(new Fact.Done(it.look().atMs(), ASK, it.seq(13)));
                }),
                of("a leaving is acknowledged as another event", Kind.LOST, it -> {
                    it.insert(new Fact.Asked(it.look().atMs(), ASK, "cai", Chat.GROUP, new Change.Leave()));
                    it.insert(new Fact.Done(it.look().atMs(), ASK, it.seq(13)));
                }),
                of("an addition is acknowledged as another's", Kind.LOST, it -> {
                    it.insert(new Fact.Asked(it.look().atMs(), ASK, "ann", Chat.GROUP, new Change.Add(Set.of("eve"))));
                    it.insert(new Fact.Done(it.look().atMs(), ASK, it.seq(6) - 1));
                }),
                of(
                        "a blocked one's message is accepted",
                        Kind.WRONGLY_ACCEPTED,
                        it -> it.facts()
                                .replaceAll(fact -> fact instanceof Fact.Refused refused
                                                && refused.contentId().equals(it.content(10))
                                        ? new Acked(refused.atMs(), "ann", Chat.PAIR, it.content(10), 999, 0)
                                        : fact)),
                of(
                        "the server counts one too many",
                        Kind.UNREAD,
                        it -> count(
                                it,
                                asker("cai"),
                                Chat.GROUP,
                                count -> new Count(
                                        count.readSeq(),
                                        count.unread() + 1,
                                        count.muted(),
                                        count.mentions(),
                                        count.named()))),
                of(
                        "a device counts one too few",
                        Kind.UNREAD,
                        it -> count(
                                it,
                                phone("cai"),
                                Chat.GROUP,
                                count -> new Count(
                                        count.readSeq(),
                                        count.unread() - 1,
                                        count.muted(),
                                        count.mentions(),
                                        count.named()))),
                of(
                        "the server counts one mention too many",
                        Kind.MENTIONS,
                        it -> mentions(it, asker("cai"), 1, List.of())),
                of(
                        "a device counts one mention too few",
                        Kind.MENTIONS,
                        it -> mentions(it, phone("cai"), -1, List.of())),
                of("the server names another mention", Kind.MENTIONS, it -> mentions(it, asker("cai"), 0, List.of(1L))),
                of(
                        "there is no count",
                        Kind.UNREAD,
                        it -> counts(it, asker("ben")).conversations().remove(Chat.GROUP)),
                of(
                        "who was removed has something unread",
                        Kind.UNREAD,
                        it -> count(
                                it,
                                asker("dan"),
                                Chat.GROUP,
                                count ->
                                        new Count(count.readSeq(), 2, count.muted(), count.mentions(), count.named()))),
                of("the badge is wrong", Kind.TOTAL, it -> total(it, asker("ben"), 1)),
                of("a device's badge is wrong", Kind.TOTAL, it -> total(it, phone("ben"), -1)),
                of(
                        "the badge counts what is muted",
                        Kind.TOTAL,
                        it -> total(
                                it,
                                asker("cai"),
                                requireNonNull(counts(it, asker("cai"))
                                                .conversations()
                                                .get(Chat.GROUP))
                                        .unread())),
                of(
                        "a mute is forgotten",
                        Kind.MUTED,
                        it -> count(
                                it,
                                asker("cai"),
                                Chat.GROUP,
                                count -> new Count(
                                        count.readSeq(), count.unread(), false, count.mentions(), count.named()))),
                of(
                        "something is muted by itself",
                        Kind.MUTED,
                        it -> count(
                                it,
                                phone("ann"),
                                Chat.GROUP,
                                count -> new Count(
                                        count.readSeq(), count.unread(), true, count.mentions(), count.named()))),
                of(
                        "a list has what is not for its user",
                        Kind.LEAKED,
                        it -> counts(it, asker("dan"))
                                .conversations()
                                .put(Chat.PAIR, new Count(0, 0, false, 0, List.of()))),
                of(
                        "a cursor is behind what was told",
                        Kind.CURSOR_BACKWARD,
                        it -> it.insert(
                                new Fact.CursorTold(it.look().atMs(), new Reader("ann", "phone"), Chat.GROUP, 1_000))),
                of(
                        "a device shows a cursor that goes back",
                        Kind.CURSOR_BACKWARD,
                        it -> it.insert(
                                new Fact.CursorShown(it.look().atMs(), new Reader("ben", "phone"), Chat.GROUP, 1))),
                of(
                        "a reading is forgotten",
                        Kind.CURSOR_LOST,
                        it -> it.insert(
                                new Fact.Read(it.look().atMs(), new Reader("ann", "phone"), Chat.GROUP, 1_000))),
                of(
                        "a cursor moves by itself",
                        Kind.CURSOR_AHEAD,
                        it -> count(
                                it,
                                asker("ben"),
                                Chat.GROUP,
                                count -> new Count(
                                        count.readSeq() + 1,
                                        count.unread(),
                                        count.muted(),
                                        count.mentions(),
                                        count.named()))));
    }

    private static void mentions(Case it, Predicate<Reader> reader, int more, List<Long> named) {
        count(
                it,
                reader,
                Chat.GROUP,
                count -> new Count(
                        count.readSeq(),
                        count.unread(),
                        count.muted(),
                        count.mentions() + more,
                        named.isEmpty() ? count.named() : named));
    }

    private static Corruption of(String name, Kind kind, Consumer<Case> falsification) {
        return new Corruption(name, kind, falsification);
    }

    private static void acks(Case it, int number, UnaryOperator<Acked> change) {
        it.facts()
                .replaceAll(fact -> fact instanceof Acked ack && ack.contentId().equals(it.content(number))
                        ? change.apply(ack)
                        : fact);
    }

    private static Acked with(Acked ack, long seq, long later) {
        return new Acked(ack.atMs(), ack.user(), ack.conversation(), ack.contentId(), seq, ack.timeMs() + later);
    }

    /** One more answer to the script's first message, as it should be. */
    private static Acked again(Case it) {
        return new Acked(
                it.look().atMs(),
                "ann",
                Chat.GROUP,
                it.content(0),
                it.seq(0),
                it.entry(0).timeMs());
    }

    private static void refuse(Case it, String code) {
        it.insert(new Fact.Sent(it.look().atMs(), "ann", Chat.GROUP, "x", true));
        it.insert(new Fact.Refused(it.look().atMs(), "ann", Chat.GROUP, "x", code));
    }

    private static Predicate<Reader> asker(String user) {
        return reader -> reader.user().equals(user) && reader.device().startsWith("asker");
    }

    private static Predicate<Reader> phone(String user) {
        return new Reader(user, "phone")::equals;
    }

    private static Counts counts(Case it, Predicate<Reader> reader) {
        return it.look().counts().stream()
                .filter(counts -> reader.test(counts.reader()))
                .findFirst()
                .orElseThrow();
    }

    private static void count(Case it, Predicate<Reader> reader, String conversation, UnaryOperator<Count> change) {
        Map<String, Count> conversations = counts(it, reader).conversations();
        conversations.computeIfPresent(conversation, (key, count) -> change.apply(count));
    }

    private static void total(Case it, Predicate<Reader> reader, long more) {
        it.look()
                .counts()
                .replaceAll(counts -> reader.test(counts.reader())
                        ? new Counts(counts.reader(), counts.conversations(), counts.total() + more)
                        : counts);
    }
}
