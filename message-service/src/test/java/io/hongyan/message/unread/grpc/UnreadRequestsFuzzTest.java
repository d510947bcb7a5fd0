package io.hongyan.message.unread.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hongyan.message.unread.postgres.Inbox;
import io.hongyan.proto.conversations.v1.KnownPosition;
import io.hongyan.proto.conversations.v1.ListConversationsRequest;
import io.hongyan.testkit.fuzz.FuzzTarget;
import java.util.List;
import java.util.Map;

/** What callers of the unread role ask for: it is INVALID_ARGUMENT, or nothing in it is more than PostgreSQL can take. */
class UnreadRequestsFuzzTest implements FuzzTarget {

    @Override
    public void check(byte[] input) {
        ListConversationsRequest request;
        try {
            request = ListConversationsRequest.parseFrom(input);
        } catch (InvalidProtocolBufferException e) {
            return; // refused by gRPC
        }
        refusedOr(() -> assertId(Checks.user("user_id", request.getUserId())));
        refusedOr(() ->
                assertThat(Checks.pageSize(request.getPageSize(), 50, 200)).isBetween(1, 200));
        refusedOr(() -> assertId(PageToken.user(request.getPageToken())));
        refusedOr(() -> {
            Inbox.Place place = PageToken.place(request.getPageToken());
            if (place != null) {
                assertId(place.conversationId());
                assertThat(place.activityMs()).isNotNegative();
            }
        });
        refusedOr(() -> {
            Map<String, Inbox.Known> known = Checks.known(request.getKnownList());
            assertThat(known).hasSizeLessThanOrEqualTo(request.getKnownCount());
            known.keySet().forEach(UnreadRequestsFuzzTest::assertId);
        });
    }

    private static void refusedOr(Runnable check) {
        try {
            check.run();
        } catch (StatusRuntimeException refused) {
            assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        }
    }

    private static void assertId(String id) {
        assertThat(id).hasSizeLessThanOrEqualTo(131).matches("[A-Za-z0-9._@:-]*");
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                ListConversationsRequest.newBuilder()
                        .setUserId("alice")
                        .addKnown(KnownPosition.newBuilder().setConversationId("d:a\0:b"))
                        .build()
                        .toByteArray(),
                request("alice", PageToken.of(new Inbox.Place(1_767_272_400_000L, "d:alice:bob"))),
                request("alice", PageToken.of("bob")),
                request("a\0", "!"),
                request("x".repeat(65), new String(new byte[] {'M', 'Q'}, UTF_8)));
    }

    private static byte[] request(String user, String token) {
        return ListConversationsRequest.newBuilder()
                .setUserId(user)
                .setPageToken(token)
                .setPageSize(20)
                .addKnown(KnownPosition.newBuilder()
                        .setConversationId("d:alice:bob")
                        .setSeq(3))
                .build()
                .toByteArray();
    }
}
