package io.hongyan.message.sequencer;

import io.hongyan.message.sequencer.Decision.Refused;
import io.hongyan.proto.content.ContentRules;
import io.hongyan.proto.content.Objection;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.Actor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a field may hold. Each check answers with the refusal that names the field, or null if all is well. */
final class Fields {

    private static final int CLIENT_MESSAGE_ID_MAX = 64;
    private static final int ACTOR_NAME_MAX = 128;

    private Fields() {}

    static @Nullable Refused user(String field, String userId) {
        return ConversationId.isUser(userId)
                ? null
                : invalid(field + " must be 1 to 64 characters of A-Z, a-z, 0-9 and . _ @ -");
    }

    /** The actor is copied into the event: nothing of it may be long. */
    static @Nullable Refused actor(Actor actor) {
        Refused nobody = user("actor.user_id", actor.getUserId());
        if (nobody != null) {
            return nobody;
        }
        boolean isShort = actor.getDeviceId().length() <= ACTOR_NAME_MAX
                && actor.getSessionId().length() <= ACTOR_NAME_MAX
                && actor.getService().length() <= ACTOR_NAME_MAX;
        return isShort
                ? null
                : invalid(
                        "actor's device_id, session_id and service must be at most " + ACTOR_NAME_MAX + " characters.");
    }

    static @Nullable Refused users(List<String> userIds, int min, int max) {
        if (userIds.size() < min || userIds.size() > max) {
            return invalid("user_ids must be %d to %d users, not %d.".formatted(min, max, userIds.size()));
        }
        for (int i = 0; i < userIds.size(); i++) {
            if (!ConversationId.isUser(userIds.get(i))) {
                return user("user_ids[" + i + "]", userIds.get(i));
            }
        }
        return null;
    }

    static boolean isClientMessageId(String id) {
        return !id.isEmpty()
                && id.length() <= CLIENT_MESSAGE_ID_MAX
                && id.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    static @Nullable Refused clientMessageId(String id) {
        return isClientMessageId(id)
                ? null
                : invalid("client_message_id must be 1 to 64 characters of printable ASCII.");
    }

    static @Nullable Refused groupName(String name, Limits limits) {
        int max = limits.groupNameCodePointsMax();
        if (name.isBlank() || isLonger(name, max)) {
            return invalid("name must be 1 to " + max + " characters, not all of them blank.");
        }
        return name.indexOf('\0') < 0 ? null : invalid("name must not contain U+0000."); // databases cannot keep it
    }

    static @Nullable Refused content(Content content, Limits limits) {
        Objection objection = ContentRules.objection(content, limits.textCodePointsMax(), limits.contentBytesMax());
        if (objection == null) {
            return null;
        }
        return objection.tooLarge()
                ? new Refused(ErrorCode.ERROR_CODE_CONTENT_TOO_LARGE, objection.sentence())
                : invalid(objection.sentence());
    }

    static @Nullable Refused emoji(String emoji) {
        return Emoji.isOne(emoji)
                ? null
                : invalid("emoji must be one emoji, or :name: with 1 to 32 characters of a-z, 0-9 and _ + -");
    }

    private static boolean isLonger(String text, int codePointsMax) {
        // Most texts are short: no need to look at each character of those.
        return text.length() > codePointsMax && text.codePointCount(0, text.length()) > codePointsMax;
    }

    static Refused invalid(String message) {
        return new Refused(ErrorCode.ERROR_CODE_INVALID_ARGUMENT, message);
    }
}
