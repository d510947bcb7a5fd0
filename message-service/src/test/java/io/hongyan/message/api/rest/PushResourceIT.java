package io.hongyan.message.api.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.Status;
import io.hongyan.message.RouterAndApi;
import io.hongyan.message.SuiteDouble;
import io.hongyan.message.TestHttp;
import io.hongyan.proto.push.v1.AlertExplanation;
import io.hongyan.proto.push.v1.AlertObstacle;
import io.hongyan.proto.push.v1.ConversationAlerts;
import io.hongyan.proto.push.v1.ExplainAlertRequest;
import io.hongyan.proto.push.v1.ExplainAlertResponse;
import io.hongyan.proto.push.v1.GetPreferencesResponse;
import io.hongyan.proto.push.v1.ListDevicesResponse;
import io.hongyan.proto.push.v1.PushDevice;
import io.hongyan.proto.push.v1.PushOutcome;
import io.hongyan.proto.push.v1.PushPolicy;
import io.hongyan.proto.push.v1.PushPreferences;
import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.proto.push.v1.PushReason;
import io.hongyan.proto.push.v1.QuietHours;
import io.hongyan.proto.push.v1.RemoveDeviceRequest;
import io.hongyan.proto.push.v1.SetConversationAlertsRequest;
import io.hongyan.proto.push.v1.SetPreferencesRequest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RouterAndApi.class)
class PushResourceIT {

    private static final String BEARER = "Bearer " + RouterAndApi.SECRET;
    SuiteDouble suite = new SuiteDouble();

    @TestHTTPResource("/v1/users/")
    URI users;

    @TestHTTPResource("/openapi?format=json")
    URI openapi;

    @Test
    void devicesAreListedInTheCanonicalJsonOfTheContract() {
        suite.push.devices.put(
                "u.list",
                ListDevicesResponse.newBuilder()
                        .addDevices(PushDevice.newBuilder()
                                .setDeviceId("phone")
                                .setProvider(PushProvider.PUSH_PROVIDER_APNS)
                                .setAppId("com.example.chat")
                                .setRegisteredMs(1767268800000L)
                                .setVoip(true))
                        .build());

        HttpResponse<String> answer = call("GET", "u.list/push/devices", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"devices\":[{\"deviceId\":\"phone\",\"provider\":\"PUSH_PROVIDER_APNS\","
                        + "\"appId\":\"com.example.chat\",\"registeredMs\":\"1767268800000\",\"sandbox\":false,"
                        + "\"language\":\"\",\"voip\":true}]}");
    }

    @Test
    void fiveHundredDevicesAreListedAll() throws Exception {
        var many = ListDevicesResponse.newBuilder();
        IntStream.range(0, 500)
                .forEach(i -> many.addDevices(PushDevice.newBuilder().setDeviceId("device-" + i)));
        suite.push.devices.put("u.many", many.build());

        HttpResponse<String> answer = call("GET", "u.many/push/devices", "");

        assertThat(new ObjectMapper().readTree(answer.body()).get("devices")).hasSize(500);
    }

    @Test
    void aDeviceIsRemoved() {
        HttpResponse<String> answer = call("DELETE", "u.gone/push/devices/phone", "");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(suite.push.changes)
                .contains(RemoveDeviceRequest.newBuilder()
                        .setUserId("u.gone")
                        .setDeviceId("phone")
                        .build());
    }

    @Test
    void wishesAreToldAndReplaced() {
        var wanted = PushPreferences.newBuilder()
                .setPolicy(PushPolicy.PUSH_POLICY_MENTIONS)
                .setQuietHours(QuietHours.newBuilder()
                        .setTimeZone("Asia/Shanghai")
                        .setFromMinute(1320)
                        .setUntilMinute(420))
                .build();
        suite.push.wishes.put(
                "u.wish",
                GetPreferencesResponse.newBuilder().setPreferences(wanted).build());

        HttpResponse<String> told = call("GET", "u.wish/push/preferences", "");
        HttpResponse<String> set = call(
                "PUT",
                "u.wish/push/preferences",
                "{\"policy\":\"PUSH_POLICY_MENTIONS\",\"quietHours\":{\"timeZone\":\"Asia/Shanghai\","
                        + "\"fromMinute\":1320,\"untilMinute\":420}}");
        HttpResponse<String> here =
                call("PUT", "u.wish/push/conversations/d:ann:u.wish", "{\"mutedUntilMs\":\"1767268800000\"}");

        assertThat(told.body())
                .startsWith("{\"preferences\":{\"policy\":\"PUSH_POLICY_MENTIONS\",")
                .contains("\"timeZone\":\"Asia/Shanghai\"");
        assertThat(set.statusCode()).isEqualTo(204);
        assertThat(here.statusCode()).isEqualTo(204);
        assertThat(suite.push.changes)
                .contains(
                        SetPreferencesRequest.newBuilder()
                                .setUserId("u.wish")
                                .setPreferences(wanted)
                                .build(),
                        SetConversationAlertsRequest.newBuilder()
                                .setUserId("u.wish")
                                .setConversationId("d:ann:u.wish")
                                .setAlerts(ConversationAlerts.newBuilder().setMutedUntilMs(1767268800000L))
                                .build());
    }

    @Test
    void whatDevicesWouldBeToldIsExplainedInTheCanonicalJsonOfTheContract() {
        suite.push.explanations.put(
                "u.why",
                ExplainAlertResponse.newBuilder()
                        .setTimeMs(1767268800000L)
                        .addDevices(AlertExplanation.newBuilder()
                                .setDeviceId("phone")
                                .setOutcome(PushOutcome.PUSH_OUTCOME_SUPPRESSED)
                                .setReason(PushReason.PUSH_REASON_MUTED)
                                .addObstacles(AlertObstacle.newBuilder()
                                        .setOutcome(PushOutcome.PUSH_OUTCOME_SUPPRESSED)
                                        .setReason(PushReason.PUSH_REASON_MUTED)))
                        .build());

        HttpResponse<String> answer =
                call("GET", "u.why/push/explanation?conversation=d:ann:u.why&seq=7&device=phone", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"timeMs\":\"1767268800000\",\"noAlert\":\"NO_ALERT_UNSPECIFIED\",\"devices\":[{"
                        + "\"deviceId\":\"phone\",\"decisionId\":\"\",\"outcome\":\"PUSH_OUTCOME_SUPPRESSED\","
                        + "\"reason\":\"PUSH_REASON_MUTED\",\"untilMs\":\"0\",\"obstacles\":[{"
                        + "\"outcome\":\"PUSH_OUTCOME_SUPPRESSED\",\"reason\":\"PUSH_REASON_MUTED\",\"untilMs\":\"0\"}],"
                        + "\"putBack\":\"\",\"putBackMs\":\"0\"}]}");
        assertThat(suite.push.explained)
                .contains(ExplainAlertRequest.newBuilder()
                        .setUserId("u.why")
                        .setDeviceId("phone")
                        .setConversationId("d:ann:u.why")
                        .setSeq(7)
                        .build());
    }

    @Test
    void whatCannotBeExplainedHasACodeOfItsOwn() {
        suite.push.refusals.put("u.never", Status.PERMISSION_DENIED.withDescription("The user never was here."));
        suite.push.refusals.put("u.none", Status.NOT_FOUND.withDescription("What has this number is no message."));
        suite.push.refusals.put("u.taken", Status.FAILED_PRECONDITION.withDescription("The message was taken back."));
        suite.push.refusals.put("u.device", Status.INVALID_ARGUMENT.withDescription("device_id is none of them."));

        HttpResponse<String> never = explanation("u.never");
        HttpResponse<String> none = explanation("u.none");
        HttpResponse<String> taken = explanation("u.taken");
        HttpResponse<String> device = explanation("u.device");

        assertThat(never.statusCode()).isEqualTo(403);
        assertThat(never.body()).contains("\"code\":\"NOT_A_MEMBER\"", "never was here");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.body()).contains("\"code\":\"MESSAGE_NOT_FOUND\"", "no message");
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(taken.body()).contains("\"code\":\"TOO_LATE\"", "taken back");
        assertThat(device.statusCode()).isEqualTo(400);
        assertThat(device.body()).contains("\"code\":\"INVALID_ARGUMENT\"", "device_id");
    }

    private HttpResponse<String> explanation(String user) {
        return call("GET", user + "/push/explanation?conversation=d:ann:" + user + "&seq=1", "");
    }

    @Test
    void whatPushServiceRefusesIsAProblemWithACodeAndItsSentence() {
        suite.push.refusals.put(
                "u.zone",
                Status.INVALID_ARGUMENT.withDescription(
                        "quiet_hours.time_zone must be a name of the IANA time zone database, such as Asia/Shanghai."));
        suite.push.refusals.put(
                "u.full",
                Status.RESOURCE_EXHAUSTED.withDescription(
                        "The user has wishes about 500 conversations, as many as allowed: empty one first."));
        suite.push.refusals.put("u.down", Status.UNAVAILABLE);

        HttpResponse<String> zone =
                call("PUT", "u.zone/push/preferences", "{\"quietHours\":{\"timeZone\":\"Mars/Olympus\"}}");
        HttpResponse<String> full = call("PUT", "u.full/push/conversations/g:x", "{}");
        HttpResponse<String> down = call("GET", "u.down/push/devices", "");

        assertThat(zone.statusCode()).isEqualTo(400);
        assertThat(zone.body()).contains("\"code\":\"INVALID_ARGUMENT\"", "quiet_hours.time_zone must be a name");
        assertThat(full.statusCode()).isEqualTo(409);
        assertThat(full.body()).contains("\"code\":\"LIMIT_REACHED\"", "500 conversations");
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(down.body()).contains("\"code\":\"UNAVAILABLE\"", "\"retry\":true");
    }

    @Test
    void aBodyThatIsNoneIsNamed() {
        HttpResponse<String> unknown = call("PUT", "u.body/push/preferences", "{\"polcy\":\"PUSH_POLICY_ALL\"}");
        HttpResponse<String> noPolicy = call("PUT", "u.body/push/preferences", "{\"policy\":\"SOMETIMES\"}");
        HttpResponse<String> noJson = call("PUT", "u.body/push/conversations/g:x", "mute it");

        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("The body is not the JSON of PushPreferences", "polcy");
        assertThat(noPolicy.body()).contains("INVALID_ARGUMENT", "SOMETIMES");
        assertThat(noJson.body()).contains("The body is not the JSON of ConversationAlerts");
        assertThat(suite.push.changes).noneMatch(change -> change.toString().contains("u.body"));
    }

    @Test
    void nobodyIsToldOrChangedWhoMayNotActForTheUser() {
        assertThat(call("GET", "ann/push/devices", "").statusCode()).isEqualTo(403);
        assertThat(explanation("ann").body()).contains("\"code\":\"NOT_ALLOWED\"");
        assertThat(suite.push.explained).noneMatch(asked -> asked.getUserId().equals("ann"));
        assertThat(call("DELETE", "ann/push/devices/phone", "").body()).contains("\"code\":\"NOT_ALLOWED\"");
        assertThat(call("PUT", "ann/push/preferences", "no json").statusCode()).isEqualTo(403);
        assertThat(TestHttp.send("GET", users.resolve("u.list/push/devices"), "", "Authorization", "Bearer guess")
                        .statusCode())
                .isEqualTo(401);
        assertThat(suite.push.changes).noneMatch(change -> change.toString().contains("ann\""));
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeBack() {
        await().untilAsserted(() -> assertThat(TestHttp.get(
                                users.resolve("u.list/push/devices"),
                                "Authorization",
                                "Bearer " + RouterAndApi.SLOW_SECRET)
                        .statusCode())
                .isEqualTo(429));
    }

    @Test
    void openApiDescribesIt() {
        assertThat(TestHttp.get(openapi).body())
                .contains(
                        "\"/v1/users/{id}/push/devices\"",
                        "\"/v1/users/{id}/push/devices/{device}\"",
                        "\"/v1/users/{id}/push/preferences\"",
                        "\"/v1/users/{id}/push/explanation\"",
                        "ExplainAlertResponse",
                        "\"/v1/users/{id}/push/conversations/{conversation}\"",
                        "QuietHours");
    }

    private HttpResponse<String> call(String method, String path, String body) {
        return TestHttp.send(method, users.resolve(path), body, "Authorization", BEARER);
    }
}
