package io.hongyan.history.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.history.archive.ArchiveChanges.Membership;
import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.history.archive.Contents;
import io.hongyan.history.archive.Keeping;
import io.hongyan.history.archive.Period;
import io.hongyan.history.audit.Divergence.Kind;
import io.hongyan.history.audit.Stored.Past;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MemberLeft;
import io.hongyan.proto.events.v1.MembersAdded;
import io.hongyan.proto.events.v1.MessageRecalled;
import io.hongyan.proto.events.v1.MessageSent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final String GROUP = "g:a";
    private static final Fate KEPT = new Fate.Kept();
    private static final Fate GONE = new Fate.Gone();
    private static final Fate UNKNOWN = new Fate.Unknown();
    private static final Place FIVE = new Place(GROUP, 5);
    private static final Membership BEN = new Membership(GROUP, "ben");
    private static final Event HELLO = event(5).setMessageSent(
                    MessageSent.newBuilder().setContent(Content.newBuilder().setText("hello")))
            .build();
    private static final Event SILENT = Contents.without(HELLO);
    private static final Event RECALL = event(6).setMessageRecalled(
                    MessageRecalled.newBuilder().setTargetSeq(5))
            .build();
    private static final Slice MESSAGE = Slice.of(List.of(HELLO));

    @Test
    void whatIsStoredAsItWasSentIsRight() {
        assertThat(compare(MESSAGE, Map.of(FIVE, HELLO), KEPT)).isEmpty();
        assertThat(Comparison.unsure(MESSAGE, stored(Map.of(FIVE, HELLO), Map.of())))
                .isEmpty();
    }

    @Test
    void whatIsNotStoredIsMissing() {
        assertThat(compare(MESSAGE, Map.of(), KEPT)).containsExactly(at(Kind.MISSING));
    }

    @Test
    void withoutItsContentItMustHaveBeenTakenBack() {
        assertThat(compare(MESSAGE, Map.of(FIVE, SILENT), GONE)).isEmpty();
        assertThat(compare(MESSAGE, Map.of(FIVE, SILENT), UNKNOWN)).isEmpty();
        assertThat(compare(MESSAGE, Map.of(FIVE, SILENT), KEPT)).containsExactly(at(Kind.DIFFERENT));
    }

    @Test
    void otherWordsAreNeverRight() {
        Event other = HELLO.toBuilder().setTimeMs(7).build();

        assertThat(compare(MESSAGE, Map.of(FIVE, other), GONE)).containsExactly(at(Kind.DIFFERENT));
    }

    @Test
    void whatWasTakenBackMustNotBeThere() {
        var both = Slice.of(List.of(HELLO, RECALL));
        var recall = Slice.of(List.of(RECALL));
        var six = new Place(GROUP, 6);

        assertThat(compare(both, Map.of(FIVE, HELLO, six, RECALL), UNKNOWN)).containsExactly(at(Kind.RECALLED));
        assertThat(compare(recall, Map.of(FIVE, HELLO, six, RECALL), UNKNOWN)).containsExactly(at(Kind.RECALLED));
        assertThat(compare(both, Map.of(FIVE, SILENT, six, RECALL), UNKNOWN)).isEmpty();
    }

    @Test
    void aPeriodIsAsToldOrWasChangedLater() {
        var joined = Slice.of(
                List.of(event(7).setMembersAdded(MembersAdded.newBuilder().addUserIds("ben"))
                        .build()));
        var left = Slice.of(List.of(event(9).setActor(Actor.newBuilder().setUserId("ben"))
                .setMemberLeft(MemberLeft.getDefaultInstance())
                .build()));

        assertThat(allows(joined, new Period(7, null))).isTrue();
        assertThat(allows(joined, new Period(7, 8L))).isTrue();
        assertThat(allows(joined, new Period(8, null))).isTrue();
        assertThat(allows(joined, new Period(6, null))).isFalse();
        assertThat(allows(joined, new Period(7, 7L))).isFalse();
        assertThat(allows(left, new Period(3, 9L))).isTrue();
        assertThat(allows(left, new Period(10, null))).isTrue();
        assertThat(allows(left, new Period(3, null))).isFalse();
        assertThat(allows(left, new Period(3, 8L))).isFalse();
        assertThat(allows(left, null)).isFalse();
    }

    /** What somebody took back never comes back by a repair, not even if it is unclear whether it was taken back. */
    @Test
    void aRepairWritesWhatTheLogSaysButNothingThatMayHaveBeenTakenBack() {
        assertThat(repaired(KEPT)).isEqualTo(Map.of(FIVE, HELLO));
        assertThat(repaired(GONE)).isEqualTo(Map.of(FIVE, SILENT));
        assertThat(repaired(UNKNOWN)).isEmpty();
    }

    @Test
    void aPeriodIsRepairedByWhatCameLaterToo() {
        var joined = Slice.of(
                List.of(event(7).setMembersAdded(MembersAdded.newBuilder().addUserIds("ben"))
                        .build()));
        var left = Slice.of(List.of(event(9).setActor(Actor.newBuilder().setUserId("ben"))
                .setMemberLeft(MemberLeft.getDefaultInstance())
                .build()));
        var wrong = List.of(new Divergence(Kind.PERIOD, GROUP, 0, "ben"));
        var nothing = stored(Map.of(), Map.of());

        assertThat(Repair.of(joined, nothing, wrong, Map.of(), Map.of(GROUP, left))
                        .periods())
                .isEqualTo(Map.of(BEN, new Period(7, 9L)));
        assertThat(Repair.of(joined, nothing, wrong, Map.of(), Map.of()).periods())
                .as("too much to read")
                .isEmpty();
    }

    private static Map<Place, Event> repaired(Fate fate) {
        return Repair.of(MESSAGE, stored(Map.of(), Map.of()), List.of(at(Kind.MISSING)), Map.of(FIVE, fate), Map.of())
                .events();
    }

    private static boolean allows(Slice slice, @Nullable Period stored) {
        return Comparison.of(slice, stored(slice.shown(), stored == null ? Map.of() : Map.of(BEN, stored)), Map.of())
                .isEmpty();
    }

    private static List<Divergence> compare(Slice slice, Map<Place, Event> stored, Fate fate) {
        return Comparison.of(slice, stored(stored, Map.of()), Map.of(FIVE, fate));
    }

    private static Stored stored(Map<Place, Event> events, Map<Membership, Period> periods) {
        return new Stored(
                events, periods, Set.of(), Map.of(), Set.of(), new Past(new Keeping(true), Set.of(), Set.of()));
    }

    private static Divergence at(Kind kind) {
        return new Divergence(kind, GROUP, 5, "");
    }

    private static Event.Builder event(long seq) {
        return Event.newBuilder().setConversationId(GROUP).setRevision(seq).setSeq(seq);
    }
}
