package io.hongyan.faults.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttendanceTest {

    private static final Reader PHONE = new Reader("bob", "phone");

    private final Attendance attendance = new Attendance();

    @Test
    void appThatComesToTheForegroundDuringItsLoginMayHaveSaidTheBackground() {
        attendance.up(PHONE, true, 1_000);
        attendance.down(PHONE, 2_000);
        attendance.appState(PHONE, false, 3_000);

        attendance.up(PHONE, false, 4_000);

        assertThat(attendance.wasIn("bob", PresenceState.AWAY, 3_500, 4_500)).isTrue();
        assertThat(attendance.wasIn("bob", PresenceState.AWAY, 4_001, 4_500)).isFalse();
        assertThat(attendance.stateOf("bob")).isEqualTo(PresenceState.ONLINE);
    }

    @Test
    void appThatIsAsItWasSaysJustThat() {
        attendance.up(PHONE, false, 1_000);
        attendance.appState(PHONE, true, 1_500);
        attendance.appState(PHONE, false, 1_600);
        attendance.down(PHONE, 2_000);

        attendance.up(PHONE, false, 4_000);

        assertThat(attendance.wasIn("bob", PresenceState.AWAY, 1_700, 5_000)).isFalse();
    }

    @Test
    void appThatIsOpenedForTheFirstTimeSaysHowItIs() {
        attendance.up(PHONE, true, 1_000);

        assertThat(attendance.wasIn("bob", PresenceState.ONLINE, 0, 5_000)).isFalse();
        assertThat(attendance.stateOf("bob")).isEqualTo(PresenceState.AWAY);
    }
}
