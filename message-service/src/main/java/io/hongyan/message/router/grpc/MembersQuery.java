package io.hongyan.message.router.grpc;

import io.hongyan.message.router.Members;
import io.hongyan.message.router.RouterConfig;
import io.hongyan.message.router.health.Outages;
import io.hongyan.proto.conversations.v1.ListMembersRequest;
import io.hongyan.proto.conversations.v1.ListMembersResponse;
import io.hongyan.proto.conversations.v1.MutinyMemberServiceGrpc.MutinyMemberServiceStub;
import io.hongyan.proto.conversations.v1.RevisionReached;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Asks the unread role who is in a group. */
@ApplicationScoped
public class MembersQuery {

    private static final int PAGE_SIZE = 1_000;

    private final MutinyMemberServiceStub unread;
    private final RouterConfig config;
    private final Outages outages;

    MembersQuery(@GrpcClient("unread") MutinyMemberServiceStub unread, RouterConfig config, Outages outages) {
        this.unread = unread;
        this.config = config;
        this.outages = outages;
    }

    /** The members of a group as of a revision or later, asked for until there is an answer. */
    public Uni<Members> asOf(String conversationId, long revision) {
        var request = ListMembersRequest.newBuilder()
                .setConversationId(conversationId)
                .setPageSize(PAGE_SIZE)
                .setReached(RevisionReached.newBuilder()
                        .setConversationId(conversationId)
                        .setRevision(revision));
        return pages(request, new HashMap<>()).map(joined -> new Members(revision, joined));
    }

    /**
     * The members of a small group as one of them may see it, asked for once. Fails with PERMISSION_DENIED if the viewer
     * is none.
     *
     * @param sizeMax beyond so many the list is cut off, at most 999
     */
    public Uni<ListMembersResponse> seenBy(String viewer, String conversationId, int sizeMax) {
        return ask(ListMembersRequest.newBuilder()
                .setConversationId(conversationId)
                .setViewerId(viewer)
                .setPageSize(sizeMax + 1)
                .build());
    }

    private Uni<Map<String, Long>> pages(ListMembersRequest.Builder request, Map<String, Long> joined) {
        ListMembersRequest page = request.build();
        return outages.persist(Outages.Part.UNREAD, () -> ask(page)).chain(response -> {
            response.getMembersList().forEach(member -> joined.put(member.getUserId(), member.getJoinedSeq()));
            return response.getNextPageToken().isEmpty()
                    ? Uni.createFrom().item(joined)
                    : pages(request.setPageToken(response.getNextPageToken()), joined);
        });
    }

    private Uni<ListMembersResponse> ask(ListMembersRequest request) {
        return unread.withDeadlineAfter(config.membersDeadline().toMillis(), TimeUnit.MILLISECONDS)
                .listMembers(request)
                .onFailure()
                .invoke(() -> Connections.retrySoon(unread.getChannel()));
    }
}
