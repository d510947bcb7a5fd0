package io.hongyan.push.preference;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.push.v1.ConversationAlerts;
import io.hongyan.proto.push.v1.PushPreferences;
import io.hongyan.proto.push.v1.QuietHours;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String GROUP = "g:" + "a".repeat(26);

    @Test
    void whatIsPossibleIsAccepted() {
        assertThat(Validation.objection(PushPreferences.getDefaultInstance())).isNull();
        assertThat(quiet("Asia/Shanghai", 1320, 420)).isNull();
        assertThat(quiet("UTC", 0, 1439)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mars/Olympus", "asia/shanghai", "+25:00", "GMT+8", "\0", "../../etc/passwd"})
    void thereIsNoSuchZone(String zone) {
        assertThat(quiet(zone, 1320, 420)).contains("quiet_hours.time_zone");
    }

    @Test
    void noDayHasSuchHours() {
        assertThat(quiet("UTC", 1440, 420)).contains("quiet_hours.from_minute");
        assertThat(quiet("UTC", -1, 420)).contains("quiet_hours.from_minute");
        assertThat(quiet("UTC", 0, 1440)).contains("quiet_hours.until_minute");
        assertThat(quiet("UTC", 420, 420)).contains("PUSH_POLICY_NONE");
    }

    @Test
    void whatANewerContractKnowsIsRefusedByName() {
        assertThat(Validation.objection(
                        PushPreferences.newBuilder().setPolicyValue(99).build()))
                .contains("policy");
        assertThat(Validation.objection(
                        PushPreferences.newBuilder().setPreviewValue(99).build()))
                .contains("preview");
        assertThat(about(GROUP, ConversationAlerts.newBuilder().setPolicyValue(99)))
                .contains("alerts.policy");
    }

    @Test
    void wishesAreAboutConversationsThatCanBeOnesOwn() {
        assertThat(about(GROUP, ConversationAlerts.newBuilder())).isNull();
        assertThat(about("d:alice:bob", ConversationAlerts.newBuilder())).isNull();
        assertThat(about("d:alice:carol", ConversationAlerts.newBuilder())).contains("one of the user's own");
        assertThat(about("nonsense", ConversationAlerts.newBuilder())).contains("conversation_id");
    }

    @Test
    void nobodyIsMutedForEver() {
        long tomorrow = NOON.plus(Duration.ofDays(1)).toEpochMilli();

        assertThat(about(GROUP, ConversationAlerts.newBuilder().setMutedUntilMs(tomorrow)))
                .isNull();
        assertThat(about(GROUP, ConversationAlerts.newBuilder().setMutedUntilMs(-1)))
                .contains("muted_until_ms");
        assertThat(about(GROUP, ConversationAlerts.newBuilder().setMutedUntilMs(Long.MAX_VALUE)))
                .contains("muted_until_ms");
    }

    private static @Nullable String quiet(String zone, int from, int until) {
        return Validation.objection(PushPreferences.newBuilder()
                .setQuietHours(QuietHours.newBuilder()
                        .setTimeZone(zone)
                        .setFromMinute(from)
                        .setUntilMinute(until))
                .build());
    }

    private static @Nullable String about(String conversation, ConversationAlerts.Builder alerts) {
        return Validation.objection(conversation, "bob", alerts.build(), NOON);
    }
}
