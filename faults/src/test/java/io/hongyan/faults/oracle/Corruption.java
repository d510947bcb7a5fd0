package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.Evidence.Acked;
import io.hongyan.faults.oracle.Evidence.Count;
import io.hongyan.faults.oracle.Evidence.Counts;
import io.hongyan.faults.oracle.Evidence.Cursor;
import io.hongyan.faults.oracle.Evidence.Timeline;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A way in which a chat system can be wrong, done to evidence of {@link Chat#withABitOfEverything} and what follows. */
enum Corruption {
    AN_ACKNOWLEDGED_MESSAGE_IS_NOWHERE(
            Kind.LOST, evidence -> evidence.histories().forEach(history -> remove(history, "m0"))),
    THE_LAST_MESSAGE_IS_NOWHERE(Kind.LOST, evidence -> {
        evidence.histories().forEach(Corruption::cutEnd);
        evidence.shown().forEach(Corruption::cutEnd);
    }),
    A_RECALL_IS_NOWHERE(
            Kind.LOST,
            evidence -> evidence.histories()
                    .forEach(history -> history.entries().removeIf(entry -> entry.what() instanceof What.Recalled))),
    A_MESSAGE_IS_THERE_TWICE(
            Kind.DOUBLED,
            evidence -> evidence.histories().stream()
                    .filter(history -> history.conversation().equals(Chat.GROUP))
                    .forEach(history -> {
                        Entry said = history.entries().get(1);
                        history.entries()
                                .add(new Entry(history.entries().size() + 1L, said.timeMs(), said.user(), said.what()));
                    })),
    PAGES_OVERLAP(
            Kind.DOUBLED,
            evidence -> first(evidence.histories())
                    .entries()
                    .add(first(evidence.histories()).entries().getLast())),
    A_DEVICE_SHOWS_ONE_TWICE(
            Kind.DOUBLED,
            evidence -> first(evidence.shown())
                    .entries()
                    .add(first(evidence.shown()).entries().getLast())),
    HISTORY_IS_OUT_OF_ORDER(
            Kind.REORDERED,
            evidence -> Collections.swap(first(evidence.histories()).entries(), 1, 2)),
    A_DEVICE_IS_OUT_OF_ORDER(
            Kind.REORDERED, evidence -> Collections.swap(first(evidence.shown()).entries(), 1, 2)),
    A_NUMBER_IS_SKIPPED(
            Kind.HOLE, evidence -> first(evidence.histories()).entries().remove(2)),
    A_DEVICE_SKIPS_ONE(Kind.HOLE, evidence -> first(evidence.shown()).entries().remove(2)),
    A_DEVICE_LACKS_THE_LAST(
            Kind.MISSED, evidence -> first(evidence.shown()).entries().removeLast()),
    A_DEVICE_KNOWS_NOTHING(
            Kind.MISSED,
            evidence -> evidence.shown().removeIf(timeline -> timeline.reader().equals(new Reader("ben", "tablet")))),
    A_MEMBER_HAS_NO_SUCH_CONVERSATION(
            Kind.MISSED,
            evidence -> evidence.histories()
                    .removeIf(history -> history.reader().user().equals("cai"))),
    TWO_READ_DIFFERENT_THINGS(
            Kind.DIFFERS, evidence -> setWhat(evidence.histories().getLast(), 1, new What.Said("m1"))),
    A_DEVICE_SHOWS_ANOTHER_MESSAGE(Kind.DIFFERS, evidence -> setWhat(first(evidence.shown()), 1, new What.Said("m1"))),
    THE_ACK_HAS_ANOTHER_NUMBER(
            Kind.RENUMBERED,
            evidence -> evidence.acks()
                    .replaceAll(ofM0(ack ->
                            new Acked(ack.user(), ack.conversation(), ack.contentId(), ack.seq() + 1, ack.timeMs())))),
    THE_ACK_HAS_ANOTHER_TIME(
            Kind.RENUMBERED,
            evidence -> evidence.acks()
                    .replaceAll(ofM0(ack ->
                            new Acked(ack.user(), ack.conversation(), ack.contentId(), ack.seq(), ack.timeMs() + 1)))),
    A_RESEND_GETS_ANOTHER_ACK(Kind.RESEND_DIFFERS, evidence -> {
        Acked ack = evidence.acks().getFirst();
        evidence.acks().add(new Acked(ack.user(), ack.conversation(), ack.contentId(), ack.seq() + 1, ack.timeMs()));
    }),
    NOBODY_SENT_IT(
            Kind.UNKNOWN,
            evidence -> evidence.sent().removeIf(sent -> sent.contentId().equals("m0"))),
    IT_IS_EMPTY_FOR_NO_REASON(
            Kind.EMPTIED,
            evidence -> evidence.histories().stream()
                    .filter(history -> history.conversation().equals(Chat.GROUP))
                    .forEach(history -> setWhat(history, 1, new What.Emptied()))),
    ONE_MORE_IS_UNREAD(
            Kind.UNREAD, evidence -> count(evidence, count -> new Count(count.readSeq(), count.unread() + 1))),
    THE_CONVERSATION_HAS_NO_COUNT(
            Kind.UNREAD,
            evidence -> evidence.counts().getFirst().conversations().remove(Chat.GROUP)),
    THE_BADGE_IS_WRONG(Kind.TOTAL, evidence -> {
        Counts counts = evidence.counts().getFirst();
        evidence.counts().set(0, new Counts(counts.reader(), counts.conversations(), counts.total() + 1));
    }),
    THE_CURSOR_WENT_BACK(Kind.CURSOR_BACKWARD, evidence -> evidence.told().add(new Cursor("ann", Chat.GROUP, 1_000))),
    A_READING_WAS_FORGOTTEN(Kind.CURSOR_LOST, evidence -> evidence.reads().add(new Cursor("ann", Chat.GROUP, 1_000))),
    THE_CURSOR_MOVED_BY_ITSELF(
            Kind.CURSOR_AHEAD,
            evidence -> count(evidence, count -> new Count(count.readSeq() + 1_000, count.unread())));

    private final Kind kind;
    private final Consumer<Evidence> falsification;

    Corruption(Kind kind, Consumer<Evidence> falsification) {
        this.kind = kind;
        this.falsification = falsification;
    }

    /** As what it has to be found. */
    Kind kind() {
        return kind;
    }

    /** Does it. */
    void falsify(Evidence evidence) {
        falsification.accept(evidence);
    }

    private static Timeline first(List<Timeline> timelines) {
        return timelines.getFirst();
    }

    private static void remove(Timeline timeline, String contentId) {
        timeline.entries().removeIf(entry -> entry.what().equals(new What.Said(contentId)));
    }

    /** Leaves so little that an acknowledged message is certainly missing at the end. */
    private static void cutEnd(Timeline timeline) {
        timeline.entries().subList(1, timeline.entries().size()).clear();
    }

    private static void setWhat(Timeline timeline, int index, What what) {
        Entry entry = timeline.entries().get(index);
        timeline.entries().set(index, new Entry(entry.seq(), entry.timeMs(), entry.user(), what));
    }

    private static UnaryOperator<Acked> ofM0(UnaryOperator<Acked> change) {
        return ack -> ack.contentId().equals("m0") ? change.apply(ack) : ack;
    }

    private static void count(Evidence evidence, UnaryOperator<Count> change) {
        Map<String, Count> conversations = evidence.counts().getFirst().conversations();
        conversations.computeIfPresent(Chat.GROUP, (conversation, count) -> change.apply(count));
    }
}
