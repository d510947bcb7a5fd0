package io.hongyan.connector.welcome;

import io.hongyan.connector.query.Budget;
import io.hongyan.connector.query.Changes;
import io.hongyan.proto.client.v1.ConversationChanges;
import io.hongyan.proto.client.v1.Welcome;
import io.hongyan.proto.conversations.v1.ListConversationsResponse;
import io.hongyan.proto.history.v1.SyncResponse;
import java.util.List;

/** What a login is answered. */
public final class Welcomes {

    private Welcomes() {}

    /** A Welcome with what the device missed, as much as fits; without what the socket knows better. */
    public static Welcome of(
            String userId,
            Changes changes,
            ListConversationsResponse listed,
            SyncResponse archived,
            Budget budget,
            long nowMillis) {
        List<ConversationChanges> told = changes.of(listed.getConversationsList(), archived, budget, true);
        return Welcome.newBuilder()
                .setUserId(userId)
                .setTimeMs(nowMillis)
                .addAllChanges(told)
                .setMore(told.size() < listed.getConversationsCount()
                        || !listed.getNextPageToken().isEmpty())
                .setUnreadTotal(listed.getUnreadTotal())
                .setHeadSum(listed.getHeadSum())
                .setConversationCount((int) listed.getConversationCount())
                .build();
    }
}
