package io.hongyan.faults.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoginsTest {

    private static final Reader PHONE = new Reader("ann", "phone");
    private static final Reader TABLET = new Reader("ann", "tablet");

    private final Logins logins = new Logins();

    @Test
    void aLoginCountsFromItsBeginningToItsEnd() {
        logins.begun(PHONE, 100);
        logins.over(PHONE, 200);

        assertThat(logins.any("ann", 0, 99)).isFalse();
        assertThat(logins.any("ann", 0, 100)).isTrue();
        assertThat(logins.any("ann", 150, 160)).isTrue();
        assertThat(logins.any("ann", 200, 300)).isTrue();
        assertThat(logins.any("ann", 201, 300)).isFalse();
        assertThat(logins.any("ben", 0, 300)).isFalse();
    }

    @Test
    void oneThatIsUnderWayCountsAsLongAsItIs() {
        logins.begun(TABLET, 100);
        logins.begun(TABLET, 150); // the same, told once more

        assertThat(logins.any("ann", 120, 10_000)).isTrue();
        assertThat(logins.any("ann", 0, 99)).isFalse();
    }

    @Test
    void whatWasNotBegunIsNotOver() {
        logins.over(PHONE, 100);

        assertThat(logins.any("ann", 0, 1_000)).isFalse();
    }
}
