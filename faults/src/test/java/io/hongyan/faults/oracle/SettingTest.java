package io.hongyan.faults.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettingTest {

    private static final long END = Long.MAX_VALUE;

    @Test
    void itIsOffAtFirst() {
        var setting = new Setting();

        assertThat(setting.mustBe(false, 0, END)).isTrue();
        assertThat(setting.mayBe(true, END, END)).isFalse();
    }

    @Test
    void fromItsAnswerOnItIsOnForCertain() {
        var setting = new Setting();
        setting.asked(1, true, 10);
        setting.done(1, 20);

        assertThat(setting.mustBe(false, 0, 9)).isTrue();
        assertThat(setting.mayBe(true, 15, 15)).isTrue();
        assertThat(setting.mayBe(false, 15, 15)).isTrue();
        assertThat(setting.mustBe(true, 21, END)).isTrue();
    }

    @Test
    void withoutAnAnswerItMayBeEither() {
        var setting = new Setting();
        setting.asked(1, true, 10);

        assertThat(setting.mayBe(true, END, END)).isTrue();
        assertThat(setting.mayBe(false, END, END)).isTrue();
    }

    @Test
    void theLaterOfTwoHoldsButOfTwoAtOnceEitherMay() {
        var oneAfterTheOther = new Setting();
        oneAfterTheOther.asked(1, true, 10);
        oneAfterTheOther.done(1, 20);
        oneAfterTheOther.asked(2, false, 30);
        oneAfterTheOther.done(2, 40);
        assertThat(oneAfterTheOther.mustBe(false, END, END)).isTrue();

        var atOnce = new Setting();
        atOnce.asked(1, true, 10);
        atOnce.asked(2, false, 15);
        atOnce.done(2, 25);
        atOnce.done(1, 30);
        assertThat(atOnce.mayBe(true, END, END)).isTrue();
        assertThat(atOnce.mayBe(false, END, END)).isTrue();
    }

    @Test
    void whatIsRefusedChangesNothing() {
        var setting = new Setting();
        setting.asked(1, true, 10);
        setting.denied(1);

        assertThat(setting.mustBe(false, 0, END)).isTrue();
    }

    @Test
    void whatIsRefusedAtLastMayHaveCountedBeforeUntilItIsSetAgain() {
        var setting = new Setting();
        setting.asked(1, true, 10);
        setting.doubted(1, 20);
        assertThat(setting.mayBe(true, END, END)).isTrue();
        assertThat(setting.mayBe(false, END, END)).isTrue();

        setting.asked(2, false, 30);
        setting.done(2, 40);
        assertThat(setting.mustBe(false, 41, END)).isTrue();
    }

    @Test
    void whatIsInDoubtEndsNothingThatIsCertain() {
        var setting = new Setting();
        setting.asked(1, true, 10);
        setting.done(1, 20);
        setting.asked(2, false, 30);
        setting.doubted(2, 40);

        assertThat(setting.mayBe(true, END, END)).isTrue();
        assertThat(setting.mayBe(false, END, END)).isTrue();
    }
}
