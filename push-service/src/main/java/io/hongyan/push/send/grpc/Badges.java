package io.hongyan.push.send.grpc;

import io.hongyan.proto.conversations.v1.GetTotalsRequest;
import io.hongyan.proto.conversations.v1.GetTotalsResponse;
import io.hongyan.proto.conversations.v1.MutinyConversationServiceGrpc.MutinyConversationServiceStub;
import io.hongyan.proto.conversations.v1.RevisionReached;
import io.hongyan.push.send.SendConfig;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks the unread role for badges. */
@ApplicationScoped
public class Badges {

    /** How many users one question may name. */
    public static final int USERS_MAX = 1_000;

    private final MutinyConversationServiceStub unread;
    private final Duration answerWithin;

    Badges(@GrpcClient("unread") MutinyConversationServiceStub unread, SendConfig config) {
        this.unread = unread;
        this.answerWithin = config.answerWithin();
    }

    /**
     * The exact badge of each user, a given event included. Fails where the unread role is down or has not come so far.
     *
     * @param users at most {@link #USERS_MAX}, each once
     */
    public Uni<Map<String, Long>> of(List<String> users, String conversationId, long revision) {
        var reached =
                RevisionReached.newBuilder().setConversationId(conversationId).setRevision(revision);
        return unread.withDeadlineAfter(answerWithin)
                .getTotals(GetTotalsRequest.newBuilder()
                        .addAllUserIds(users)
                        .setReached(reached)
                        .build())
                .map(answer -> byUser(users, answer));
    }

    private static Map<String, Long> byUser(List<String> users, GetTotalsResponse answer) {
        if (answer.getTotalsCount() != users.size()) {
            throw new IllegalStateException(
                    "asked for " + users.size() + " totals, but got " + answer.getTotalsCount());
        }
        Map<String, Long> badges = new HashMap<>();
        for (int i = 0; i < users.size(); i++) {
            badges.put(users.get(i), answer.getTotals(i));
        }
        return badges;
    }
}
