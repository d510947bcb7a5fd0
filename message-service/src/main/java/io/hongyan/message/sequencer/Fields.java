package io.hongyan.message.sequencer;

import io.hongyan.message.sequencer.Decision.Refused;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Custom;
import io.hongyan.proto.content.v1.Mentions;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.Actor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a field may hold. Each check answers with the refusal that names the field, or null if all is well. */
final class Fields {

    private static final int CLIENT_MESSAGE_ID_MAX = 64;
    private static final int ACTOR_NAME_MAX = 128;
    private static final int TYPE_MAX = 100;
    private static final int FALLBACK_CODE_POINTS_MAX = 200;
    private static final int MENTIONS_MAX = 100;
    private static final int FORWARDS_MAX = 1_000;

    private static final long UTF8_BYTES_PER_CHAR_MAX = 3;

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
        if (content.hasMentions()) {
            Refused refused = mentions(content.getMentions());
            if (refused != null) {
                return refused;
            }
        }
        if (content.getForwards() < 0 || content.getForwards() > FORWARDS_MAX) {
            return invalid("content.forwards must be at most " + FORWARDS_MAX + ".");
        }
        if (Long.compareUnsigned(
                        content.getReplyTo().getThreadSeq(),
                        content.getReplyTo().getSeq())
                > 0) {
            return invalid("content.reply_to.thread_seq must be at most its seq.");
        }
        return switch (content.getKindCase()) {
            case TEXT -> text(content.getText(), limits);
            case CUSTOM -> custom(content.getCustom(), limits);
            case KIND_NOT_SET -> invalid("content must be text or custom.");
        };
    }

    private static @Nullable Refused mentions(Mentions mentions) {
        if (mentions.getUserIdsCount() > MENTIONS_MAX) {
            return invalid("content.mentions must name at most " + MENTIONS_MAX + " users.");
        }
        return mentions.getUserIdsList().stream().allMatch(ConversationId::isUser)
                ? null
                : invalid("content.mentions.user_ids must each be 1 to 64 characters of [A-Za-z0-9._@-].");
    }

    private static @Nullable Refused text(String text, Limits limits) {
        if (text.isEmpty()) {
            return invalid("content.text must not be empty.");
        }
        if (isLonger(text, limits.textCodePointsMax())) {
            return tooLarge("content.text is longer than " + limits.textCodePointsMax() + " characters.");
        }
        if (UTF8_BYTES_PER_CHAR_MAX * text.length() <= limits.contentBytesMax()) {
            return null; // nearly all texts: nothing is encoded only to be measured
        }
        return size("content.text", utf8Length(text), limits);
    }

    private static @Nullable Refused custom(Custom custom, Limits limits) {
        String type = custom.getType();
        if (type.isEmpty() || type.length() > TYPE_MAX || !type.chars().allMatch(Fields::isTypeCharacter)) {
            return invalid("content.custom.type must be 1 to 100 characters of A-Z, a-z, 0-9 and . _ / + -");
        }
        if (isLonger(custom.getFallback(), FALLBACK_CODE_POINTS_MAX)) {
            return invalid("content.custom.fallback must be at most " + FALLBACK_CODE_POINTS_MAX + " characters.");
        }
        long bytes = (long) type.length() + custom.getData().size() + utf8Length(custom.getFallback());
        return size("content.custom", bytes, limits);
    }

    private static @Nullable Refused size(String field, long bytes, Limits limits) {
        return bytes > limits.contentBytesMax()
                ? tooLarge("%s has %d bytes, more than %d.".formatted(field, bytes, limits.contentBytesMax()))
                : null;
    }

    static @Nullable Refused emoji(String emoji) {
        return Emoji.isOne(emoji)
                ? null
                : invalid("emoji must be one emoji, or :name: with 1 to 32 characters of a-z, 0-9 and _ + -");
    }

    private static boolean isTypeCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "._/+-".indexOf(c) >= 0;
    }

    private static boolean isLonger(String text, int codePointsMax) {
        // Most texts are short: no need to look at each character of those.
        return text.length() > codePointsMax && text.codePointCount(0, text.length()) > codePointsMax;
    }

    private static long utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    static Refused invalid(String message) {
        return new Refused(ErrorCode.ERROR_CODE_INVALID_ARGUMENT, message);
    }

    private static Refused tooLarge(String message) {
        return new Refused(ErrorCode.ERROR_CODE_CONTENT_TOO_LARGE, message);
    }
}
