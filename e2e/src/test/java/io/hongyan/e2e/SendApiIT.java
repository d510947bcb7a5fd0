package io.hongyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a back end does. */
@ExtendWith(RunningSuite.Extension.class)
class SendApiIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunningSuite suite;
    private final HttpClient http = HttpClient.newHttpClient();

    SendApiIT(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    void aBackEndSendsInAUsersNameAndMayRetry() throws Exception {
        try (Person ben = Person.online(suite, RunningSuite.name("ben"))) {
            String body = """
                    {"senderId": "shop", "toUserId": "%s", "content": {"text": "Your parcel is here"}}""".formatted(ben.id);

            JsonNode first =
                    JSON.readTree(post(body, "demo-secret", "order-7-" + ben.id).body());
            JsonNode again =
                    JSON.readTree(post(body, "demo-secret", "order-7-" + ben.id).body());

            String conversation = first.path("conversationId").asText();
            await().until(() -> ben.texts(conversation).equals(List.of("Your parcel is here")));
            assertThat(again.path("seq").asLong()).isEqualTo(first.path("seq").asLong());
            assertThat(again.path("repeated").asBoolean()).isTrue();
            assertThat(ben.unread(conversation)).isEqualTo(1);
        }
    }

    @Test
    void wrongCredentialsAreRefused() throws Exception {
        HttpResponse<String> refused = post("{}", "guess", "key");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("UNAUTHENTICATED");
    }

    private HttpResponse<String> post(String body, String secret, String key) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:%d/v1/messages"
                                .formatted(suite.ports().message())))
                        .header("Authorization", "Bearer " + secret)
                        .header("Idempotency-Key", key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
