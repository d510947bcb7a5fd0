package io.hongyan.connector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.connector.suite.RecordingSession;
import io.hongyan.connector.watch.WatchIndex.Check;
import io.hongyan.connector.watch.WatchIndex.Found;
import io.hongyan.connector.watch.WatchIndex.Wish;
import io.hongyan.proto.presence.v1.PresenceRecord;
import io.hongyan.proto.presence.v1.PresenceState;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchIndexTest {

    private static final PresenceRecord BOB = record("bob", PresenceState.PRESENCE_STATE_ONLINE, 1);
    private static final PresenceRecord BOB_LATER = record("bob", PresenceState.PRESENCE_STATE_AWAY, 2);
    private static final PresenceRecord HIDDEN =
            PresenceRecord.newBuilder().setUserId("bob").build();
    private static final Wish LISTED = new Wish(false, Set.of("bob"), Set.of());

    private final RecordingSession ann = RecordingSession.of("ann", "phone");
    private final WatchIndex index = new WatchIndex(3);

    @Test
    void nobodyIsToldBeforePresenceHasAnswered() {
        Check check = begin(LISTED, "bob");

        assertThat(index.watchers(BOB)).isEmpty();
        Found found = index.finish(check, List.of(BOB));

        assertThat(found).isEqualTo(new Found(List.of(BOB), List.of(BOB)));
        assertThat(index.watchers(BOB_LATER)).containsExactly(ann);
    }

    @Test
    void changeWhilePresenceIsAskedIsNotMissed() {
        Check check = begin(LISTED, "bob");
        index.watchers(BOB_LATER);

        assertThat(index.finish(check, List.of(BOB)).all()).containsExactly(BOB_LATER);
    }

    @Test
    void changeBetweenTheFindingAndItsWayOutIsToldAgainAfterIt() {
        Check check = begin(LISTED, "bob");
        index.finish(check, List.of(BOB));

        assertThat(index.watchers(BOB_LATER)).as("perhaps before the answer").containsExactly(ann);

        assertThat(index.settle(check)).containsExactly(BOB_LATER);
        index.watchers(record("bob", PresenceState.PRESENCE_STATE_ONLINE, 3));
        assertThat(index.settle(check)).as("settled").containsExactly(BOB_LATER);
    }

    @Test
    void changeThatAnOvertakenCheckDoesNotKnowIsToldAgainAfterItsAnswer() {
        index.finish(begin(LISTED, "bob"), List.of(BOB));
        Check overtaken = begin(LISTED, "bob");
        Check latest = begin(LISTED, "bob");

        assertThat(index.watchers(BOB_LATER)).containsExactly(ann);
        index.finish(latest, List.of(BOB_LATER));

        assertThat(index.finish(overtaken, List.of(BOB)).all())
                .as("what is told last is the latest")
                .containsExactly(BOB_LATER);
        assertThat(index.settle(overtaken)).isEmpty();
    }

    @Test
    void whatMayNotBeSeenIsNotToldWhenACheckIsSettled() {
        Check check = begin(LISTED, "bob");
        index.finish(check, List.of(HIDDEN));
        index.watchers(BOB_LATER);

        assertThat(index.settle(check)).isEmpty();
    }

    @Test
    void usersOfAnOvertakenCheckAreForgottenOnceItIsSettled() {
        Check first = begin(LISTED, "bob");
        Check second = begin(new Wish(false, Set.of("cat"), Set.of()), "cat");
        index.finish(second, List.of());
        index.finish(first, List.of(BOB));
        assertThat(index.size()).isEqualTo(2);

        index.settle(first);
        index.settle(second);

        assertThat(index.size()).isEqualTo(1);
    }

    @Test
    void whoMayNotBeSeenIsNotTold() {
        Check check = begin(LISTED, "bob");
        index.watchers(BOB_LATER);

        assertThat(index.finish(check, List.of(HIDDEN)).all()).containsExactly(HIDDEN);
        assertThat(index.watchers(BOB_LATER)).isEmpty();
    }

    @Test
    void whoWasNotThereIsAskedAboutAgainWhenThere() {
        Check check = begin(LISTED, "bob");
        index.watchers(BOB); // comes while presence is asked
        assertThat(index.unseen(BOB)).containsExactly(ann);
        index.finish(check, List.of(HIDDEN));

        assertThat(index.unseen(BOB)).containsExactly(ann);
        assertThat(index.unseen(record("bob", PresenceState.PRESENCE_STATE_OFFLINE, 3)))
                .as("nothing to see")
                .isEmpty();
        index.finish(begin(LISTED, "bob"), List.of(BOB));
        assertThat(index.unseen(BOB_LATER)).as("is told directly").isEmpty();
        index.remove(ann.identity().sessionId());
        assertThat(index.unseen(BOB)).isEmpty();
        assertThat(index.size()).isZero();
    }

    @Test
    void checkTellsWhoMayNoLongerBeSeen() {
        index.finish(begin(LISTED, "bob"), List.of(BOB));

        Found found = index.finish(begin(LISTED, "bob"), List.of(HIDDEN));

        assertThat(found.changed()).containsExactly(HIDDEN);
        assertThat(index.watchers(BOB_LATER)).isEmpty();
    }

    @Test
    void failedCheckKeepsWhatWasWatched() {
        index.finish(begin(LISTED, "bob"), List.of(BOB));

        index.fail(begin(new Wish(false, Set.of("cat"), Set.of()), "cat"));

        assertThat(index.watchers(BOB_LATER)).containsExactly(ann);
        assertThat(index.size()).isEqualTo(1);
    }

    @Test
    void overtakenCheckChangesNothing() {
        Check first = begin(LISTED, "bob");
        Check second = begin(new Wish(false, Set.of("cat"), Set.of()), "cat");
        index.finish(second, List.of(record("cat", PresenceState.PRESENCE_STATE_ONLINE, 1)));

        assertThat(index.finish(first, List.of(BOB)).all()).containsExactly(BOB);
        assertThat(index.watchers(BOB_LATER)).isEmpty();
    }

    @Test
    void fullIndexTakesNoMoreUntilSomebodyLeaves() {
        begin(new Wish(false, Set.of(), Set.of()), "a", "b", "c");
        RecordingSession eve = RecordingSession.of("eve", "phone");

        assertThat(index.begin(eve, LISTED, Set.of("bob"))).isEmpty();
        assertThat(index.wish(eve.identity().sessionId())).isEmpty();
        index.remove(ann.identity().sessionId());

        assertThat(index.size()).isZero();
        assertThat(index.begin(eve, LISTED, Set.of("bob"))).isPresent();
    }

    @Test
    void onlyANewPartnerOfAWatcherOfPartnersIsNews() {
        index.finish(begin(new Wish(true, Set.of(), Set.of()), "bob"), List.of(BOB));
        String session = ann.identity().sessionId();

        assertThat(index.partner(session, "bob")).isFalse();
        assertThat(index.partner(session, "new")).isTrue();
        assertThat(index.partner(session, "new")).isFalse();
        assertThat(index.wish(session)).contains(new Wish(true, Set.of(), Set.of("new")));
        assertThat(index.partner("unknown", "new")).isFalse();
    }

    private Check begin(Wish wish, String... users) {
        return index.begin(ann, wish, Set.of(users)).orElseThrow();
    }

    private static PresenceRecord record(String userId, PresenceState state, long version) {
        return PresenceRecord.newBuilder()
                .setUserId(userId)
                .setState(state)
                .setVersion(version)
                .build();
    }
}
