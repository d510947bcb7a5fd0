package io.hongyan.push.send.apns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.push.decision.Notice;
import io.hongyan.push.send.Outgoing;
import io.hongyan.push.testing.Alerts;
import org.junit.jupiter.api.Test;

class PayloadTest {

    private static final Payload PAYLOADS = new Payload("New message", false);

    @Test
    void aGroupsAlertNamesTheGroupAndWhoSpoke() throws Exception {
        JsonNode payload = payload(new Notice("alice", "Friends", "hello"));

        assertThat(payload).isEqualTo(new ObjectMapper().readTree("""
                                        {"aps": {"alert": {"title": "Friends", "subtitle": "alice", "body": "hello"},
                                            "badge": 5, "sound": "default", "thread-id": "g:x"},
                                         "conversation_id": "g:x", "seq": 7}
                                        """));
    }

    @Test
    void whereThereAreNoWordsThePlaceholderStands() throws Exception {
        assertThat(payload(new Notice("alice", "", "")).at("/aps/alert/body").asText())
                .isEqualTo("New message");
    }

    @Test
    void theLongestTextFillsThePayloadAndNoMore() {
        for (String unit : new String[] {"a", "\"", "\\", "x\n", "é", "鸿", "🇨🇭", "👨‍👩‍👧‍👦"}) {
            String text = unit.repeat(8000 / unit.length());

            String payload = PAYLOADS.of(alert(new Notice("alice", "Friends", text), 5));

            assertThat(payload.getBytes(UTF_8).length).as(unit).isBetween(Payload.BYTES_MAX - 30, Payload.BYTES_MAX);
            assertThat(payload).contains("…");
        }
    }

    @Test
    void aBadgeBeyondWhatPhonesCountIsTheirHighest() throws Exception {
        String payload = PAYLOADS.of(alert(new Notice("alice", "", "hello"), Long.MAX_VALUE));

        assertThat(new ObjectMapper().readTree(payload).at("/aps/badge").asLong())
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void theAppMayChangeItWhereTheConfigurationSaysSo() throws Exception {
        String payload = new Payload("New message", true).of(alert(new Notice("alice", "", "hello"), 5));

        assertThat(new ObjectMapper()
                        .readTree(payload)
                        .at("/aps/mutable-content")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aNameThatIsNoNameLeavesRoomForWhatIsSaid() throws Exception {
        JsonNode payload = payload(new Notice("alice", "鸿".repeat(2000), "hello"));

        assertThat(payload.at("/aps/alert/title").asText()).endsWith("…");
        assertThat(payload.at("/aps/alert/body").asText()).isEqualTo("hello");
    }

    private static Outgoing alert(Notice notice, long badge) {
        Outgoing some = Alerts.to(PushProvider.PUSH_PROVIDER_APNS, "ab".repeat(32));
        return new Outgoing(some.trigger(), notice, some.target(), badge, some.usefulUntil());
    }

    private static JsonNode payload(Notice notice) throws Exception {
        return new ObjectMapper().readTree(PAYLOADS.of(alert(notice, 5)));
    }
}
