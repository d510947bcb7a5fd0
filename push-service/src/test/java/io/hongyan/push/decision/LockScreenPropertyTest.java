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

    /**
     * When all is told, the badge is the exact number, whatever was read or taken back meanwhile, in whichever conversation, and however
     * late the provider is: silent alerts take turns with all others of the device.
     */
    @Property
    void inTheEndTheBadgeIsExactHoweverLateTheProviderIs(
            @ForAll @Size(max = HISTORY) List<LockScreen.Happening> history) {
        LockScreen phone = after(history);

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

    private static LockScreen after(List<LockScreen.Happening> history) {
        var phone = new LockScreen();
        history.forEach(phone::happens);
        phone.settles();
        return phone;
    }
}
