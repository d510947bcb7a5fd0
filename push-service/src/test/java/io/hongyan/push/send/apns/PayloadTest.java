package io.hongyan.push.send.apns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.push.decision.Kind;
import io.hongyan.push.decision.Trigger;
import io.hongyan.push.send.Outgoing;
import io.hongyan.push.send.Words;
import io.hongyan.push.testing.Alerts;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PayloadTest {

    private static final Payload PAYLOADS = new Payload(false);

    @Test
    void aGroupsAlertNamesTheGroupAndWhoSpoke() throws Exception {
        JsonNode payload = payload(new Words("Friends", "alice", "hello"));

        assertThat(payload).isEqualTo(new ObjectMapper().readTree("""
                                        {"aps": {"alert": {"title": "Friends", "subtitle": "alice", "body": "hello"},
                                            "badge": 5, "sound": "default", "thread-id": "g:x"},
                                         "id": "%s", "kind": "message", "conversation_id": "g:x", "seq": 7}
                                        """.formatted(Alerts.ID)));
    }

    @Test
    void aSilentOneHasTheBadgeAndWhatWasRead() throws Exception {
        Outgoing some = Alerts.to(PushProvider.PUSH_PROVIDER_APNS, "ab".repeat(32));
        Trigger read = new Trigger(
                Alerts.ID,
                Kind.CLEAR,
                "g:x",
                9,
                7,
                "bob",
                "phone",
                some.trigger().at(),
                false);
        var silent = new Outgoing(
                read,
                Words.NONE,
                some.target(),
                0,
                some.usefulUntil(),
                new Outgoing.SpeaksOf(7, 0),
                new TreeMap<>(Map.of("g:x", 7L, "d:alice:bob", 3L)));

        assertThat(new ObjectMapper().readTree(PAYLOADS.of(silent)))
                .isEqualTo(new ObjectMapper().readTree("""
                                        {"aps": {"badge": 0, "content-available": 1}, "id": "%s", "kind": "clear",
                                         "read": {"g:x": 7, "d:alice:bob": 3}}
                                        """.formatted(Alerts.ID)));
    }

    @Test
    void whatReplacesWordsMakesNoSound() throws Exception {
        Outgoing some = Alerts.to(PushProvider.PUSH_PROVIDER_APNS, "ab".repeat(32));
        Trigger recall = new Trigger(
                Alerts.ID,
                Kind.RECALL,
                "g:x",
                9,
                7,
                "bob",
                "phone",
                some.trigger().at(),
                false);

        var rewritten = new Outgoing(
                recall, new Words("Friends", "", "This message was taken back"), some.target(), 2, some.usefulUntil());

        assertThat(new ObjectMapper().readTree(PAYLOADS.of(rewritten)))
                .isEqualTo(new ObjectMapper().readTree("""
                                        {"aps": {"alert": {"title": "Friends", "body": "This message was taken back"},
                                            "badge": 2, "interruption-level": "passive", "thread-id": "g:x"},
                                         "id": "%s", "kind": "recall", "conversation_id": "g:x", "seq": 7}
                                        """.formatted(Alerts.ID)));
    }

    @Test
    void whoeverReadsOnlyThatThereIsAMessageSeesNoTitle() throws Exception {
        JsonNode payload = payload(new Words("", "", "New message"));

        assertThat(payload.at("/aps/alert")).isEqualTo(new ObjectMapper().readTree("{\"body\": \"New message\"}"));
    }

    @Test
    void theLongestTextFillsThePayloadAndNoMore() {
        for (String unit : new String[] {"a", "\"", "\\", "x\n", "é", "鸿", "🇨🇭", "👨‍👩‍👧‍👦"}) {
            String text = unit.repeat(8000 / unit.length());

            String payload = PAYLOADS.of(alert(new Words("Friends", "alice", text), 5));

            assertThat(payload.getBytes(UTF_8).length).as(unit).isBetween(Payload.BYTES_MAX - 30, Payload.BYTES_MAX);
            assertThat(payload).contains("…");
        }
    }

    @Test
    void aBadgeBeyondWhatPhonesCountIsTheirHighest() throws Exception {
        String payload = PAYLOADS.of(alert(new Words("alice", "", "hello"), Long.MAX_VALUE));

        assertThat(new ObjectMapper().readTree(payload).at("/aps/badge").asLong())
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void theAppMayChangeItWhereTheConfigurationSaysSo() throws Exception {
        String payload = new Payload(true).of(alert(new Words("alice", "", "hello"), 5));

        assertThat(new ObjectMapper()
                        .readTree(payload)
                        .at("/aps/mutable-content")
                        .asInt())
                .isEqualTo(1);
    }

    private static Outgoing alert(Words words, long badge) {
        Outgoing some = Alerts.to(PushProvider.PUSH_PROVIDER_APNS, "ab".repeat(32));
        return new Outgoing(some.trigger(), words, some.target(), badge, some.usefulUntil());
    }

    private static JsonNode payload(Words words) throws Exception {
        return new ObjectMapper().readTree(PAYLOADS.of(alert(words, 5)));
    }
}
