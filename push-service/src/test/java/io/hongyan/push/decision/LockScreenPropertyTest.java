package io.hongyan.push.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** A phone over whatever is written, read elsewhere and taken back, and in whatever order it is told. */
class LockScreenPropertyTest {

    private static final int HISTORY = 60;

    /** No message is told twice, and none in the words of one that was taken back before. */
    @Property
    void nothingIsToldTwiceOrInWordsThatWereTakenBack(@ForAll @Size(max = HISTORY) List<LockScreen.Happening> history) {
        LockScreen phone = after(history);

        assertThat(phone.faults()).isEmpty();
    }

    /** When all is told, the badge is the exact number, whatever was read or taken back meanwhile. */
    @Property
    void inTheEndTheBadgeIsExact(@ForAll @Size(max = HISTORY) List<LockScreen.Happening> history) {
        LockScreen phone = after(without(history, LockScreen.Happening.PROVIDER_IS_LATE));

        assertThat(phone.undecided()).isFalse();
        assertThat(phone.shownBadge()).isEqualTo(phone.unread());
    }

    /**
     * The same while alerts are with the provider at that very moment. Of one conversation, whose alerts go in order: only those of earlier
     * messages are waited for, and only of the same conversation.
     */
    @Property
    void inTheEndTheBadgeIsExactHoweverLateTheProviderIs(
            @ForAll @Size(max = HISTORY) List<LockScreen.Happening> history) {
        LockScreen phone = after(without(
                history,
                LockScreen.Happening.SAYS_OTHER,
                LockScreen.Happening.READS_OTHER,
                LockScreen.Happening.RECALLS_LATEST_OF_OTHER,
                LockScreen.Happening.PROVIDER_FAILS,
                LockScreen.Happening.OPENS_APP));

        assertThat(phone.undecided()).isFalse();
        assertThat(phone.shownBadge()).isEqualTo(phone.unread());
    }

    /** When all is told, no words are left on the screen that were taken back. */
    @Property
    void inTheEndNoWordsAreShownThatWereTakenBack(@ForAll @Size(max = HISTORY) List<LockScreen.Happening> history) {
        LockScreen phone = after(history);

        assertThat(phone.wordsTakenBack()).isEmpty();
    }

    /** A phone that is removed is sent nothing any more, and nothing waits for it for ever. */
    @Property
    void aPhoneThatIsRemovedIsSentNothingMore(
            @ForAll @Size(max = HISTORY) List<LockScreen.Happening> before,
            @ForAll @Size(max = HISTORY) List<LockScreen.Happening> afterwards) {
        var phone = new LockScreen();
        before.forEach(phone::happens);

        phone.isRemoved();
        afterwards.forEach(phone::happens);
        phone.settles();

        assertThat(phone.sentAfterRemoval()).isZero();
        assertThat(phone.undecided()).isFalse();
    }

    private static List<LockScreen.Happening> without(
            List<LockScreen.Happening> history, LockScreen.Happening... others) {
        return history.stream()
                .filter(happening -> !List.of(others).contains(happening))
                .toList();
    }

    private static LockScreen after(List<LockScreen.Happening> history) {
        var phone = new LockScreen();
        history.forEach(phone::happens);
        phone.settles();
        return phone;
    }
}
