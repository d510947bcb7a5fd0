package io.hongyan.history.archive;

import io.hongyan.history.search.Search;
import io.hongyan.proto.history.v1.GetEventsRequest;
import io.hongyan.proto.history.v1.ListReactionsRequest;
import io.hongyan.proto.history.v1.ListVersionsRequest;
import io.hongyan.proto.history.v1.SearchRequest;
import io.hongyan.proto.history.v1.SyncPosition;
import io.hongyan.proto.history.v1.SyncRequest;
import org.jspecify.annotations.Nullable;

/** What requests must be like, and what they mean where they leave something unsaid. */
public final class Requests {

    private static final int SIZE_DEFAULT = 50;
    private static final int SIZE_MAX = 200;
    private static final int POSITIONS_MAX = 200;

    private Requests() {}

    /** What is wrong with a request for a page, as a sentence that names the field; null if nothing. */
    public static @Nullable String objection(GetEventsRequest request) {
        if (request.getUserId().isEmpty() || request.getConversationId().isEmpty()) {
            return "user_id and conversation_id are required.";
        }
        if (!Ids.isUser(request.getUserId())) {
            return userForm("user_id");
        }
        if (!Ids.isConversation(request.getConversationId())) {
            return conversationForm("conversation_id");
        }
        return isSize(request.getPageSize()) ? null : sizeForm("page_size");
    }

    /** What is wrong with a request for what a device missed, as a sentence that names the field; null if nothing. */
    public static @Nullable String objection(SyncRequest request) {
        int positions = request.getPositionsCount();
        if (request.getUserId().isEmpty() || positions == 0 || positions > POSITIONS_MAX) {
            return "user_id and 1 to %d positions are required.".formatted(POSITIONS_MAX);
        }
        if (!Ids.isUser(request.getUserId())) {
            return userForm("user_id");
        }
        for (SyncPosition position : request.getPositionsList()) {
            if (!Ids.isConversation(position.getConversationId())) {
                return conversationForm("positions.conversation_id");
            }
        }
        return isSize(request.getEventsPerConversation()) ? null : sizeForm("events_per_conversation");
    }

    /** What is wrong with a request for reactions, as a sentence that names the field; null if nothing. */
    public static @Nullable String objection(ListReactionsRequest request) {
        if (request.getUserId().isEmpty() || request.getConversationId().isEmpty() || request.getSeq() <= 0) {
            return "user_id, conversation_id and a seq of at least 1 are required.";
        }
        if (!Ids.isUser(request.getUserId())) {
            return userForm("user_id");
        }
        if (!Ids.isConversation(request.getConversationId())) {
            return conversationForm("conversation_id");
        }
        if (!request.getEmoji().isEmpty() && !Ids.isEmoji(request.getEmoji())) {
            return "emoji must be empty, one emoji, or an app's own as :name:.";
        }
        if (ReactionToken.place(request.getPageToken()) == null) {
            return "page_token must be empty or that of the page before.";
        }
        return isSize(request.getPageSize()) ? null : sizeForm("page_size");
    }

    /** What is wrong with a request for versions, as a sentence that names the field; null if nothing. */
    public static @Nullable String objection(ListVersionsRequest request) {
        if (request.getConversationId().isEmpty() || request.getSeq() <= 0 || request.getAfterSeq() < 0) {
            return "conversation_id and a seq of at least 1 are required, and after_seq must be a seq, or 0.";
        }
        if (!Ids.isConversation(request.getConversationId())) {
            return conversationForm("conversation_id");
        }
        return isSize(request.getPageSize()) ? null : sizeForm("page_size");
    }

    /** What is wrong with a search, as a sentence that names the field; null if nothing. */
    public static @Nullable String objection(SearchRequest request) {
        if (request.getUserId().isEmpty()) {
            return "user_id is required.";
        }
        if (!Ids.isUser(request.getUserId())) {
            return userForm("user_id");
        }
        if (!request.getConversationId().isEmpty() && !Ids.isConversation(request.getConversationId())) {
            return conversationForm("conversation_id");
        }
        if (!request.getSenderId().isEmpty() && !Ids.isUser(request.getSenderId())) {
            return userForm("sender_id");
        }
        return Search.objection(request);
    }

    /** How many events or reactions are meant by a size to which there is no objection. */
    public static int size(int asked) {
        return asked == 0 ? SIZE_DEFAULT : asked;
    }

    /** An unsigned number from the wire; in Java the largest are negative. */
    private static boolean isSize(int asked) {
        return asked >= 0 && asked <= SIZE_MAX;
    }

    private static String sizeForm(String field) {
        return "%s must be 1 to %d, or 0.".formatted(field, SIZE_MAX);
    }

    private static String userForm(String field) {
        return field + " must be 1 to 64 characters of [A-Za-z0-9._@-].";
    }

    private static String conversationForm(String field) {
        return field + " must be d:<user>:<user>, or g: and 26 characters.";
    }
}
