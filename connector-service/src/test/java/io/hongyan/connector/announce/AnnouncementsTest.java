package io.hongyan.connector.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.connector.session.Identity;
import io.hongyan.connector.slot.Slot;
import io.hongyan.proto.sessions.v1.Platform;
import io.hongyan.proto.sessions.v1.SessionRecord;
import io.hongyan.proto.sessions.v1.SessionState;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {

    private static final Slot SLOT = new Slot(3, "life");
    private static final Identity FIRST = new Identity("ann", "phone", "s1", Platform.PLATFORM_IOS);
    private static final Identity SECOND = new Identity("ann", "phone", "s2", Platform.PLATFORM_IOS);

    private final Announcements announcements = new Announcements();

    @Test
    void versionsCountTheRecordsOfASession() {
        var opened = announcements.opened(FIRST, SLOT, false, 10);
        var away = announcements.changed("s1", true, 20);
        var closed = announcements.closed("s1", 30);

        SessionRecord first = SessionRecord.newBuilder()
                .setUserId("ann")
                .setDeviceId("phone")
                .setSessionId("s1")
                .setSlot(3)
                .setBootId("life")
                .setVersion(1)
                .setTimeMs(10)
                .setState(SessionState.SESSION_STATE_FOREGROUND)
                .setPlatform(Platform.PLATFORM_IOS)
                .build();
        assertThat(opened.record()).isEqualTo(first);
        assertThat(away)
                .contains(first.toBuilder()
                        .setVersion(2)
                        .setTimeMs(20)
                        .setState(SessionState.SESSION_STATE_BACKGROUND)
                        .build());
        assertThat(closed)
                .contains(first.toBuilder()
                        .setVersion(3)
                        .setTimeMs(30)
                        .setState(SessionState.SESSION_STATE_CLOSED)
                        .build());
    }

    @Test
    void sessionEndsOnceAndNothingFollows() {
        announcements.opened(FIRST, SLOT, false, 10);
        announcements.closed("s1", 20);

        assertThat(announcements.closed("s1", 30)).isEmpty();
        assertThat(announcements.changed("s1", true, 30)).isEmpty();
    }

    @Test
    void laterLoginOfADeviceReplacesTheEarlierOne() {
        announcements.opened(FIRST, SLOT, false, 10);

        var second = announcements.opened(SECOND, SLOT, false, 20);

        assertThat(second.replaced()).containsExactly("s1");
    }

    @Test
    void sessionThatHasEndedIsNotReplaced() {
        announcements.opened(FIRST, SLOT, false, 10);
        announcements.closed("s1", 15);

        assertThat(announcements.opened(SECOND, SLOT, false, 20).replaced()).isEmpty();
    }

    @Test
    void endedSessionStaysUntilItsEndIsWritten() {
        SessionRecord opened = announcements.opened(FIRST, SLOT, false, 10).record();
        SessionRecord closed = announcements.closed("s1", 20).orElseThrow();

        announcements.written(opened);
        assertThat(announcements.awaits(closed)).isTrue();
        assertThat(announcements.unwritten()).isEqualTo(1);
        announcements.written(closed);

        assertThat(announcements.awaits(closed)).isFalse();
        assertThat(announcements.unwritten()).isZero();
        assertThat(announcements.size()).isZero();
    }

    @Test
    void againTellsEveryLiveSessionWithANewVersion() {
        announcements.opened(FIRST, SLOT, true, 10);
        announcements.opened(new Identity("bob", "phone", "s3", Platform.PLATFORM_WEB), SLOT, false, 10);
        announcements.closed("s3", 20);

        var again = announcements.again(SLOT, 30);

        assertThat(again).extracting(SessionRecord::getSessionId).containsExactly("s1");
        assertThat(again.getFirst().getVersion()).isEqualTo(2);
        assertThat(again.getFirst().getState()).isEqualTo(SessionState.SESSION_STATE_BACKGROUND);
    }

    @Test
    void lostSlotIsForgottenWithItsSessions() {
        announcements.opened(FIRST, SLOT, true, 10);

        announcements.forget(SLOT);

        assertThat(announcements.size()).isZero();
        assertThat(announcements.unwritten()).isZero();
        assertThat(announcements.opened(SECOND, new Slot(4, "next"), false, 20).replaced())
                .isEmpty();
    }
}
