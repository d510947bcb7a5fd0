package io.hongyan.push.send.apns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hongyan.push.decision.Notice;
import io.hongyan.push.decision.Trigger;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PayloadTest {

    private static final Trigger TRIGGER = new Trigger("id", "g:x", 9, 7, "bob", "phone", Instant.EPOCH);

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

            String payload = Payload.of(TRIGGER, new Notice("alice", "Friends", text), 5, "New message");

            assertThat(payload.getBytes(UTF_8).length).as(unit).isBetween(Payload.BYTES_MAX - 30, Payload.BYTES_MAX);
            assertThat(payload).contains("…");
        }
    }

    @Test
    void aBadgeBeyondWhatPhonesCountIsTheirHighest() throws Exception {
        String payload = Payload.of(TRIGGER, new Notice("alice", "", "hello"), Long.MAX_VALUE, "New message");

        assertThat(new ObjectMapper().readTree(payload).at("/aps/badge").asLong())
                .isEqualTo(Integer.MAX_VALUE);
    }

    private static JsonNode payload(Notice notice) throws Exception {
        return new ObjectMapper().readTree(Payload.of(TRIGGER, notice, 5, "New message"));
    }
}
