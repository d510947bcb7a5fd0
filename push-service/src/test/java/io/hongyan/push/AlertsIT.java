package io.hongyan.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hongyan.embedded.ApnsNotification;
import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.conversations.v1.GetTotalsRequest;
import io.hongyan.proto.conversations.v1.RevisionReached;
import io.hongyan.proto.push.v1.PushDecision;
import io.hongyan.proto.push.v1.PushKind;
import io.hongyan.proto.push.v1.PushOutcome;
import io.hongyan.proto.push.v1.PushReason;
import io.hongyan.push.testing.Log;
import io.hongyan.push.testing.PushTest;
import io.hongyan.push.testing.Talk;
import io.hongyan.testkit.SpanLog;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AlertsIT extends PushTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SENT = "SENT NOT_CONFIRMED";
    private static final String DEFERRED = "DEFERRED AWAITING_CONFIRMATION";

    @Inject
    SpanLog spans;

    @Test
    void whoIsAwayGetsOneAlertWithTheExactBadge() {
        String alice = user("alice");
        String bob = user("bob");
        String token = phone(bob);
        neighbours.badges.put(bob, 7L);
        var talk = Talk.between(alice, bob);
        var hello = talk.says(alice, "Dinner at 8? 🍜");

        log.write(hello);

        awaitDecisions(bob, SENT);
        PushDecision decision = log.decided(bob).getFirst();
        assertThat(decision)
                .isEqualTo(PushDecision.newBuilder()
                        .setDecisionId(decision.getDecisionId())
                        .setUserId(bob)
                        .setDeviceId("phone")
                        .setConversationId(talk.id())
                        .setSeq(1)
                        .setOutcome(PushOutcome.PUSH_OUTCOME_SENT)
                        .setReason(PushReason.PUSH_REASON_NOT_CONFIRMED)
                        .setBadge(7)
                        .setTimeMs(decision.getTimeMs())
                        .setKind(PushKind.PUSH_KIND_MESSAGE)
                        .setMessages(1)
                        .build());
        assertThat(neighbours.alertsTo(token)).singleElement().satisfies(alert -> {
            assertThat(alert)
                    .usingRecursiveComparison()
                    .ignoringFields("payload")
                    .isEqualTo(new ApnsNotification(
                            token,
                            "io.hongyan.app",
                            decision.getDecisionId(),
                            talk.id(),
                            "alert",
                            "10",
                            Long.toString(hello.getTimeMs() / 1000 + 3600),
                            ""));
            assertThat(JSON.readTree(alert.payload()))
                    .isEqualTo(JSON.readTree("""
                                    {"aps": {
                                        "alert": {"title": "%1$s", "body": "Dinner at 8? 🍜"},
                                        "badge": 7, "sound": "default", "thread-id": "%2$s"},
                                     "conversation_id": "%2$s", "seq": 1, "id": "%3$s", "kind": "message"}
                                    """.formatted(alice, talk.id(), decision.getDecisionId())));
        });
        assertThat(neighbours.totalsAsked)
                .contains(GetTotalsRequest.newBuilder()
                        .addUserIds(bob)
                        .setReached(RevisionReached.newBuilder()
                                .setConversationId(talk.id())
                                .setRevision(1))
                        .build());
    }

    @Test
    void decisionsCarryTheHeadersOfTheirContract() {
        String bob = user("bob");
        phone(bob);

        log.write(Talk.between(bob, user("alice")).says("alice", "hello"));

        awaitDecisions(bob, SENT);
        var record = log.read(Topics.PUSH_DECISIONS).stream()
                .filter(found -> found.key().equals(bob))
                .findFirst()
                .orElseThrow();
        PushDecision decision = log.decided(bob).getFirst();
        assertThat(List.of("ce_id", "ce_type", "ce_source", "ce_time", "content-type"))
                .extracting(name -> CloudEvents.text(record.headers(), name))
                .containsExactly(
                        decision.getDecisionId() + "/sent",
                        "hongyan.push.v1.PushDecision",
                        "/hongyan/push",
                        Instant.ofEpochMilli(decision.getTimeMs()).toString(),
                        "application/protobuf");
    }

    @Test
    void messageIsFollowedIntoTheAudienceTheDecisionAndTheSending() {
        String bob = user("bob");
        phone(bob);
        var talk = Talk.between(bob, user("alice"));

        log.write(talk.says("alice", "secret words"));

        awaitDecisions(bob, SENT);
        await().untilAsserted(() -> assertThat(names(talk)).contains("audience", "decide alert", "send alert"));
        String trace = Log.TRACEPARENT.split("-")[1];
        SpanData audience = span(talk, "audience");
        SpanData decision = span(talk, "decide alert");
        SpanData sending = span(talk, "send alert");
        assertThat(List.of(audience.getTraceId(), decision.getTraceId(), sending.getTraceId()))
                .isEqualTo(List.of(trace, trace, trace));
        assertThat(audience.getParentSpanId()).isEqualTo(Log.TRACEPARENT.split("-")[2]);
        assertThat(decision.getParentSpanId()).isEqualTo(audience.getSpanId());
        assertThat(sending.getParentSpanId()).isEqualTo(decision.getSpanId());
        assertThat(sending.getAttributes().get(AttributeKey.stringKey("hongyan.outcome")))
                .isEqualTo("Accepted");
        assertThat(audience.toString() + decision + sending).doesNotContain("secret words");
        var record = log.read(Topics.PUSH_DECISIONS).stream()
                .filter(found -> found.key().equals(bob))
                .findFirst()
                .orElseThrow();
        assertThat(CloudEvents.traceparent(record.headers()))
                .isEqualTo("00-" + trace + "-" + decision.getSpanId() + "-01");
    }

    private List<String> names(Talk talk) {
        return told(talk).stream().map(SpanData::getName).toList();
    }

    private SpanData span(Talk talk, String name) {
        return told(talk).stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<SpanData> told(Talk talk) {
        return spans.of(Log.TRACEPARENT.split("-")[1]).stream()
                .filter(span ->
                        talk.id().equals(span.getAttributes().get(AttributeKey.stringKey("hongyan.conversation"))))
                .toList();
    }

    @Test
    void whoHasNoDeviceCostsNothing() {
        String alice = user("alice");
        String bob = user("bob");
        String carol = user("carol");
        phone(carol);
        var group = Talk.group(carol);

        log.write(group.created("Three", alice, bob, carol), group.says(alice, "hello"));

        awaitDecisions(carol, SENT);
        assertThat(count("SELECT count(*) FROM alert WHERE user_id = $1", bob)).isZero();
        assertThat(neighbours.totalsAsked)
                .noneMatch(request -> request.getUserIdsList().contains(bob));
    }

    @Test
    void confirmationInTheForegroundCancels() {
        String alice = user("alice");
        String bob = user("bob");
        String token = phone(bob);
        neighbours.foreground.add(bob);
        var talk = Talk.between(alice, bob);

        log.write(talk.says(alice, "hello"));
        awaitDecisions(bob, DEFERRED);
        log.write(talk.confirms(bob, 1, true));

        awaitDecisions(bob, DEFERRED, "CANCELLED CONFIRMED_IN_FOREGROUND");
        assertThat(neighbours.alertsTo(token)).isEmpty();
    }

    @Test
    void withoutConfirmationTheAlertIsSentAfterTheTime() {
        String alice = user("alice");
        String bob = user("bob");
        String token = phone(bob);
        neighbours.foreground.add(bob);
        var talk = Talk.between(alice, bob);
        var hello = talk.says(alice, "hello");

        log.write(hello, talk.confirms(bob, 1, false)); // a phone in the pocket is not somebody who has seen it

        awaitDecisions(bob, DEFERRED, SENT);
        assertThat(neighbours.alertsTo(token)).hasSize(1);
        long waited = log.decided(bob).getLast().getTimeMs() - hello.getTimeMs();
        assertThat(Duration.ofMillis(waited)).isGreaterThanOrEqualTo(Duration.ofMillis(2500));
    }

    @Test
    void whatIsReadElsewhereIsNotSent() {
        String alice = user("alice");
        String bob = user("bob");
        String token = phone(bob);
        neighbours.foreground.add(bob);
        var talk = Talk.between(alice, bob);

        log.write(talk.says(alice, "hello"));
        awaitDecisions(bob, DEFERRED);
        log.write(talk.reads(bob, 1));

        awaitDecisions(bob, DEFERRED, "CANCELLED READ");
        assertThat(neighbours.alertsTo(token)).isEmpty();
    }

    @Test
    void whatIsTakenBackIsNotSent() {
        String alice = user("alice");
        String bob = user("bob");
        String token = phone(bob);
        neighbours.foreground.add(bob);
        var talk = Talk.between(alice, bob);

        log.write(talk.says(alice, "hello"));
        awaitDecisions(bob, DEFERRED);
        log.write(talk.recalls(alice, 1));

        awaitDecisions(bob, DEFERRED, "CANCELLED RECALLED");
        assertThat(neighbours.alertsTo(token)).isEmpty();
        assertThat(count("SELECT count(*) FROM alert_message WHERE conversation_id = $1 AND body <> ''", talk.id()))
                .isZero();
    }

    @Test
    void mutedConversationsAreSilentUntilUnmuted() {
        String alice = user("alice");
        String bob = user("bob");
        String token = phone(bob);
        var talk = Talk.between(alice, bob);

        log.write(talk.mutes(bob, true), talk.says(alice, "hello"));
        awaitDecisions(bob, "SUPPRESSED MUTED");
        log.write(talk.mutes(bob, false), talk.says(alice, "hello?"));

        awaitDecisions(bob, "SUPPRESSED MUTED", SENT);
        assertThat(neighbours.alertsTo(token))
                .singleElement()
                .satisfies(alert -> assertThat(alert.payload()).contains("hello?"));
    }

    @Test
    void groupsAlertThoseWhoAreInThemOnAllTheirPhones() {
        String alice = user("alice");
        String bob = user("bob");
        String carol = user("carol");
        String dave = user("dave");
        List<String> phones = List.of(phone(alice), phone(bob, "one"), phone(bob, "two"), phone(carol), phone(dave));
        var group = Talk.group(alice);

        log.write(
                group.created("Old name", alice, bob, carol),
                group.says(carol, "silence before dave"),
                group.removes(alice, carol),
                group.adds(alice, dave),
                group.says(alice, "hello all"));

        awaitDecisions(dave, SENT);
        awaitDecisions(bob, SENT, SENT, SENT, SENT);
        awaitDecisions(alice, SENT);
        assertThat(log.decisions(carol)).isEmpty();
        assertThat(phones)
                .extracting(token -> neighbours.alertsTo(token).size())
                .containsExactly(1, 2, 2, 0, 1);
        assertThat(neighbours.alertsTo(phones.getLast()).getFirst().payload())
                .contains("\"title\":\"Old name\"")
                .contains("\"subtitle\":\"" + alice + "\"");
    }

    @Test
    void silentMessagesAlertNobody() {
        String alice = user("alice");
        String bob = user("bob");
        phone(bob);
        var talk = Talk.between(alice, bob);

        log.write(talk.whispers(alice, "system notice"), talk.says(alice, "hello"));

        awaitDecisions(bob, SENT);
        assertThat(log.decided(bob).getFirst().getSeq()).isEqualTo(2);
    }

    @Test
    void oldMessagesExpireAndVeryOldOnesAreForgotten() {
        String alice = user("alice");
        String bob = user("bob");
        String token = phone(bob);
        var talk = Talk.between(alice, bob);
        Instant now = Instant.now();

        log.write(
                talk.says(alice, "last week", now.minus(Duration.ofDays(7))),
                talk.says(alice, "a while ago", now.minus(Duration.ofMinutes(61))),
                talk.says(alice, "now", now));

        awaitDecisions(bob, "SUPPRESSED EXPIRED", SENT);
        assertThat(neighbours.alertsTo(token)).hasSize(1);
    }
}
