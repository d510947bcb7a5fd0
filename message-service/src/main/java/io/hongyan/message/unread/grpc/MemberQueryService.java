package io.hongyan.message.unread.grpc;

import io.grpc.Status;
import io.hongyan.message.unread.postgres.Members;
import io.hongyan.message.unread.postgres.ProjectionArrivals;
import io.hongyan.proto.conversations.v1.ConversationMember;
import io.hongyan.proto.conversations.v1.ListMembersRequest;
import io.hongyan.proto.conversations.v1.ListMembersResponse;
import io.hongyan.proto.conversations.v1.MemberService;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Answers who is in a conversation. */
@GrpcService
class MemberQueryService implements MemberService {

    private static final int PAGE_SIZE = 200;
    private static final int PAGE_SIZE_MAX = 1_000;

    private final UnreadDoor door;
    private final Members members;
    private final ProjectionArrivals arrivals;

    MemberQueryService(UnreadDoor door, Members members, ProjectionArrivals arrivals) {
        this.door = door;
        this.members = members;
        this.arrivals = arrivals;
    }

    @Override
    public Uni<ListMembersResponse> listMembers(ListMembersRequest request) {
        return door.answer("ListMembers", () -> {
            String id = Checks.conversation("conversation_id", request.getConversationId());
            String viewer = request.getViewerId().isEmpty() ? "" : Checks.user("viewer_id", request.getViewerId());
            int pageSize = Checks.pageSize(request.getPageSize(), PAGE_SIZE, PAGE_SIZE_MAX);
            String after = PageToken.user(request.getPageToken());
            return arrivals.revisions(
                            Checks.revisions(request.hasReached() ? List.of(request.getReached()) : List.of()))
                    .chain(() -> admit(id, viewer))
                    .chain(() -> members.list(id, after, pageSize + 1)) // one more tells whether there is a next page
                    .map(found -> response(found, pageSize));
        });
    }

    private Uni<Void> admit(String conversationId, String viewer) {
        if (viewer.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return members.isMember(conversationId, viewer)
                .chain(isMember -> isMember
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom()
                                .failure(Status.PERMISSION_DENIED
                                        .withDescription("The viewer is not a member of this conversation.")
                                        .asRuntimeException()));
    }

    private static ListMembersResponse response(List<ConversationMember> found, int pageSize) {
        List<ConversationMember> page = found.subList(0, Math.min(found.size(), pageSize));
        String next = found.size() > pageSize ? PageToken.of(page.getLast().getUserId()) : "";
        return ListMembersResponse.newBuilder()
                .addAllMembers(page)
                .setNextPageToken(next)
                .build();
    }
}
