package io.hongyan.message.unread;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.events.v1.Event;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ProjectionPropertyTest {

    @Provide
    Arbitrary<List<Event>> logs() {
        return Stories.logs();
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Stories.cuts();
    }

    /** Sends, silent ones, recalls, joins, leaves, joining again, reads from anywhere: everybody sees what is so. */
    @Property(tries = 500)
    void everybodySeesWhatCountingWithFingersFinds(
            @ForAll("logs") List<Event> log, @ForAll("cuts") List<Integer> cuts) {
        var rows = new RowsInMemory();

        Stories.cut(log, cuts).forEach(rows::apply);

        NaiveInbox naive = NaiveInbox.of(log);
        for (String user : Stories.PEOPLE) {
            assertThat(rows.of(user)).isEqualTo(naive.of(user));
        }
    }

    @Property(tries = 200)
    void batchesMayBeCutAnywhereAndComeAgain(
            @ForAll("logs") List<Event> log, @ForAll("cuts") List<Integer> cuts, @ForAll("cuts") List<Integer> again) {
        var whole = new RowsInMemory();
        var inPieces = new RowsInMemory();

        whole.apply(log);
        Stories.cut(log, cuts).forEach(inPieces::apply);
        Stories.cut(log, again).forEach(inPieces::apply);

        assertThat(inPieces).isEqualTo(whole);
    }

    /** The promise behind the design: whoever is written to is not written about. */
    @Property(tries = 200)
    void sendingAndRecallingTouchNoMembership(@ForAll("logs") List<Event> log) {
        var rows = new RowsInMemory();

        for (Event event : log) {
            Changes changes = rows.apply(List.of(event));

            if (event.getRevision() > 1 && (event.hasMessageSent() || event.hasMessageRecalled())) {
                assertThat(changes.memberships()).isEmpty();
            }
        }
    }
}
