package io.hongyan.presence.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.sessions.v1.SessionRecord;
import io.hongyan.proto.sessions.v1.SessionState;
import org.junit.jupiter.api.Test;

class SanityTest {

    private static final SessionRecord GOOD = SessionRecord.newBuilder()
            .setUserId("alice")
            .setSessionId("s1")
            .setBootId("boot")
            .setSlot(31)
            .setVersion(1)
            .setState(SessionState.SESSION_STATE_CLOSED)
            .build();

    @Test
    void aCompleteRecordIsFine() {
        assertThat(Sanity.objection("alice", GOOD, 32)).isNull();
    }

    @Test
    void everythingElseIsNamed() {
        assertThat(Sanity.objection("bob", GOOD, 32)).contains("key");
        assertThat(Sanity.objection("a b", GOOD.toBuilder().setUserId("a b").build(), 32))
                .contains("user_id");
        assertThat(objection(GOOD.toBuilder().setSessionId("a|b"))).contains("session_id");
        assertThat(objection(GOOD.toBuilder().setBootId(""))).contains("boot_id");
        assertThat(objection(GOOD.toBuilder().setDeviceId("d".repeat(257)))).contains("device_id");
        assertThat(objection(GOOD.toBuilder().setSlot(32))).contains("slot");
        assertThat(objection(GOOD.toBuilder().setVersion(0))).contains("version");
        assertThat(objection(GOOD.toBuilder().setStateValue(9))).contains("state");
    }

    private static String objection(SessionRecord.Builder record) {
        return String.valueOf(Sanity.objection("alice", record.build(), 32));
    }
}
