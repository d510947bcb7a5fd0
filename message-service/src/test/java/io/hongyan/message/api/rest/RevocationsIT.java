package io.hongyan.message.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.eventlog.Topics;
import io.hongyan.message.RouterAndApi;
import io.hongyan.message.TestHttp;
import io.hongyan.message.TestLog;
import io.hongyan.proto.revocations.v1.Revocation;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RouterAndApi.class)
class RevocationsIT {

    private static final String BEARER = "Bearer " + RouterAndApi.SECRET;

    @TestHTTPResource("/v1/users/")
    URI users;

    @TestHTTPResource("/openapi?format=json")
    URI openapi;

    @Test
    void aRevocationIsInTheLogWhenItIsAnswered() throws InvalidProtocolBufferException {
        try (var log = new TestLog(Topics.REVOCATIONS)) {
            HttpResponse<String> answer = post("u.lost/revocations?issuedBeforeMs=1700000000123", BEARER);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"userId\":\"u.lost\",\"issuedBeforeMs\":\"1700000000123\"}");
            byte[] value = log.await(1, record -> "u.lost".equals(record.key()))
                    .getFirst()
                    .value();
            Revocation written = Revocation.parseFrom(value);
            assertThat(written.getIssuedBeforeMs()).isEqualTo(1_700_000_000_123L);
            assertThat(written.getRevokedBy()).isEqualTo("shop");
        }
    }

    @Test
    void whoMayNotIsToldWhy() {
        assertThat(post("ann/revocations", BEARER).statusCode()).isEqualTo(403);
        assertThat(post("u.ann/revocations", "Bearer guess").statusCode()).isEqualTo(401);
        assertThat(post("u%20ann/revocations", BEARER).body()).contains("\"code\":\"INVALID_ARGUMENT\"");
    }

    @Test
    void openApiDescribesIt() {
        assertThat(TestHttp.get(openapi).body()).contains("\"/v1/users/{id}/revocations\"", "\"Revoked\"");
    }

    private HttpResponse<String> post(String path, String authorization) {
        return TestHttp.postJson(users.resolve(path), "", "Authorization", authorization);
    }
}
