package io.hongyan.message.unread.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hongyan.message.unread.Conversations;
import io.hongyan.message.unread.postgres.Inbox;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where a page ends, in a form that callers hand back and do not read. */
final class PageToken {

    private PageToken() {}

    static String of(Inbox.@Nullable Place place) {
        return place == null ? "" : of(place.activityMs() + "/" + place.conversationId());
    }

    static Inbox.@Nullable Place place(String token) {
        if (token.isEmpty()) {
            return null;
        }
        String[] parts = text(token).split("/", 2);
        if (parts.length != 2 || !parts[0].matches("[0-9]{1,18}") || !Conversations.isConversation(parts[1])) {
            throw damaged();
        }
        return new Inbox.Place(Long.parseLong(parts[0]), parts[1]);
    }

    static String of(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    static String user(String token) {
        if (token.isEmpty()) {
            return "";
        }
        String userId = text(token);
        if (!Conversations.isUser(userId)) {
            throw damaged();
        }
        return userId;
    }

    static String conversation(String token) {
        if (token.isEmpty()) {
            return "";
        }
        String conversationId = text(token);
        if (!Conversations.isConversation(conversationId)) {
            throw damaged();
        }
        return conversationId;
    }

    private static String text(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), UTF_8);
        } catch (IllegalArgumentException e) {
            throw damaged();
        }
    }

    private static RuntimeException damaged() {
        return Checks.invalid("page_token must be empty or that of the page before.");
    }
}
