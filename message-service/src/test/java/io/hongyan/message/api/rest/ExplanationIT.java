package io.hongyan.message.api.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hongyan.message.RouterAndApi;
import io.hongyan.message.SuiteDouble;
import io.hongyan.message.TestHttp;
import io.hongyan.proto.explain.v1.CursorMove;
import io.hongyan.proto.explain.v1.ExplainUnreadResponse;
import io.hongyan.proto.explain.v1.UnreadExplanation;
import io.hongyan.proto.explain.v1.UnreadMessage;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RouterAndApi.class)
class ExplanationIT {

    private static final String BEARER = "Bearer " + RouterAndApi.SECRET;
    SuiteDouble suite = new SuiteDouble();

    @TestHTTPResource("/v1/users/")
    URI users;

    @TestHTTPResource("/openapi?format=json")
    URI openapi;

    @Test
    void anExplanationIsTheCanonicalJsonOfTheContract() {
        suite.explained(
                "u.ben",
                ExplainUnreadResponse.newBuilder()
                        .setTotal(1)
                        .setRecountedTotal(1)
                        .setAgrees(true)
                        .addConversations(UnreadExplanation.newBuilder()
                                .setConversationId("d:ann:u.ben")
                                .setUnread(1)
                                .addMessages(UnreadMessage.newBuilder()
                                        .setSeq(4)
                                        .setCseq(3)
                                        .setSenderId("ann"))
                                .setMovedBy(
                                        CursorMove.newBuilder().setPartition(3).setOffset(17)))
                        .build());

        HttpResponse<String> answer = get("u.ben/unread/explanation?conversation=d:ann:u.ben&fresh=true", BEARER);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(answer.body())
                .startsWith("{\"total\":\"1\",\"recountedTotal\":\"1\",")
                .contains("\"messages\":[{\"seq\":\"4\",\"cseq\":\"3\",\"senderId\":\"ann\",\"mentions\":false}]")
                .contains("\"movedBy\":{\"partition\":3,\"offset\":\"17\",")
                .contains("\"agrees\":true");
    }

    @Test
    void nobodyIsToldWhoMayNotActForTheUser() {
        HttpResponse<String> other = get("ann/unread/explanation", BEARER);
        HttpResponse<String> stranger = get("u.ben/unread/explanation", "Bearer guess");

        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.body()).contains("\"code\":\"NOT_ALLOWED\"");
        assertThat(stranger.statusCode()).isEqualTo(401);
    }

    @Test
    void whatCannotBeExplainedIsAProblemWithACode() {
        HttpResponse<String> away = get("u.nobody/unread/explanation", BEARER);
        HttpResponse<String> tooMany = get("u.ben/unread/explanation?messages=1001", BEARER);

        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.body()).contains("\"code\":\"UNAVAILABLE\"").contains("\"retry\":true");
        assertThat(tooMany.statusCode()).isEqualTo(400);
        assertThat(tooMany.body()).contains("messages_max must be at most 1000.");
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeBack() {
        await().untilAsserted(() -> assertThat(get("u.ben/unread/explanation", "Bearer " + RouterAndApi.SLOW_SECRET)
                        .statusCode())
                .isEqualTo(429));
    }

    @Test
    void openApiDescribesIt() {
        assertThat(TestHttp.get(openapi).body())
                .contains("\"/v1/users/{id}/unread/explanation\"", "ExplainUnreadResponse", "CursorMove");
    }

    private HttpResponse<String> get(String path, String authorization) {
        return TestHttp.get(users.resolve(path), "Authorization", authorization);
    }
}
