package io.hongyan.faults.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hongyan.client.inbox.Conversation;
import io.hongyan.faults.oracle.ContentIds;
import io.hongyan.faults.oracle.Fact;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An app's back end: sends in users' names by the REST door, again until it is answered, as its page says. */
final class BackEnd implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER_MAX = Duration.ofSeconds(15);
    private static final String SECRET = "demo-secret"; // of every suite that the launcher configures

    private final Supplier<URI> door;
    private final Journal journal;
    private final Persistence persistence = new Persistence();
    private final Map<String, Sent> sentBefore = new HashMap<>(); // by content, of a run
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

    private record Sent(String user, String conversation, String contentId, String body) {}

    /**
     * One that has nothing to send.
     *
     * @param door where to send to now
     */
    BackEnd(Supplier<URI> door, Journal journal) {
        this.door = door;
        this.journal = journal;
    }

    void send(String user, String conversation, String contentId, boolean silent) {
        var sent = new Sent(user, conversation, contentId, body(user, conversation, contentId, silent));
        sentBefore.put(contentId, sent);
        journal.tell(at -> new Fact.Sent(at, user, conversation, contentId, !silent));
        attempt(sent);
    }

    /** Sends something again that was sent before, as it was. */
    void sendAgain(String contentId) {
        Sent sent = sentBefore.get(contentId);
        if (sent != null) {
            journal.tell(at -> new Fact.SentAgain(at, sent.user(), contentId));
            attempt(sent);
        }
    }

    private void attempt(Sent sent) {
        persistence.attempt(
                () -> http.sendAsync(request(sent.body(), sent.contentId()), BodyHandlers.ofString()),
                (answer, failed) -> isOver(sent, answer));
    }

    private HttpRequest request(String body, String contentId) {
        return HttpRequest.newBuilder(door.get())
                .timeout(ANSWER_MAX)
                .header("Authorization", "Bearer " + SECRET)
                .header("Idempotency-Key", contentId)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static String body(String user, String conversation, String contentId, boolean silent) {
        ObjectNode body = JSON.createObjectNode().put("senderId", user).put("silent", silent);
        String peer = Conversation.peerOf(conversation, user);
        if (peer == null) {
            body.put("conversationId", conversation);
        } else {
            body.put("toUserId", peer);
        }
        ObjectNode content = body.putObject("content").put("text", contentId);
        String mentioned = ContentIds.mentioned(contentId);
        if (mentioned.equals(ContentIds.EVERYONE)) {
            content.putObject("mentions").put("everyone", true);
        } else if (!mentioned.isEmpty()) {
            content.putObject("mentions").putArray("userIds").add(mentioned);
        }
        return body.toString();
    }

    private boolean isOver(Sent sent, @Nullable HttpResponse<String> answer) {
        if (answer == null) {
            return false;
        }
        try {
            JsonNode json = JSON.readTree(answer.body());
            if (answer.statusCode() == 200) {
                journal.tell(at -> new Fact.Acked(
                        at,
                        sent.user(),
                        json.path("conversationId").asText(),
                        sent.contentId(),
                        json.path("seq").asLong(),
                        json.path("timeMs").asLong()));
                return true;
            }
            if (json.path("code").isMissingNode() || json.path("retry").asBoolean()) {
                return false;
            }
            String code = Entries.code(json.path("code").asText());
            journal.tell(at -> new Fact.Refused(at, sent.user(), sent.conversation(), sent.contentId(), code));
            return true;
        } catch (JsonProcessingException e) {
            return false; // an answer of nobody who knows the contract: a process that starts or ends
        }
    }

    /** Whether nothing waits for an answer. */
    boolean isAtRest() {
        return persistence.isOver();
    }

    @Override
    public void close() {
        persistence.end();
        http.shutdownNow();
    }
}
