package io.hongyan.connector.command;

import io.hongyan.connector.session.Errors;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.proto.error.v1.ErrorCode;
import java.util.Collection;
import java.util.regex.Pattern;

/** What values of a client's frame may look like. Each check throws what the client is told, naming the field. */
public final class Arguments {

    /** How many users one frame may name where the frame itself sets no other bound. */
    public static final int USERS_MAX = 100;

    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final Pattern GROUP = Pattern.compile("g:[0-9a-hjkmnp-tv-z]{26}");
    private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,64}");
    private static final int NAME_MAX = 100;
    private static final int EMOJI_MAX = 64;

    private Arguments() {}

    /** An error for a value that is not as it must be. */
    public static SuiteException invalid(String sentence) {
        return new SuiteException(Errors.of(ErrorCode.ERROR_CODE_INVALID_ARGUMENT, sentence));
    }

    /** Whether this can be a user. */
    public static boolean isUser(String userId) {
        return USER.matcher(userId).matches();
    }

    /** A user id. */
    public static String user(String field, String userId) {
        if (!isUser(userId)) {
            throw invalid(field + " must be 1 to 64 characters of [A-Za-z0-9._@-].");
        }
        return userId;
    }

    /** User ids, from {@code min} to {@code max} of them. */
    public static void users(String field, Collection<String> userIds, int min, int max) {
        if (userIds.size() < min || userIds.size() > max) {
            throw invalid(field + " must be " + min + " to " + max + " users, not " + userIds.size() + ".");
        }
        userIds.forEach(userId -> user(field, userId));
    }

    /** The id of a conversation of either kind. */
    public static String conversation(String conversationId) {
        if (!ConversationIds.isOfTwo(conversationId) && !isGroup(conversationId)) {
            throw invalid("conversation_id must be d:<user>:<user>, in ascending order, or g: and 26 characters.");
        }
        return conversationId;
    }

    /** The id of a group. */
    public static String group(String conversationId) {
        if (!isGroup(conversationId)) {
            throw invalid("conversation_id must be a group's: g: and 26 characters.");
        }
        return conversationId;
    }

    /** A place in a conversation, which begin at 1. */
    public static long seq(String field, long seq) {
        if (seq <= 0) {
            throw invalid(field + " must be 1 or more.");
        }
        return seq;
    }

    /** A client's own id for something it sends. */
    public static String clientId(String clientMessageId) {
        if (!PRINTABLE.matcher(clientMessageId).matches()) {
            throw invalid("client_message_id must be 1 to 64 characters of printable ASCII.");
        }
        return clientMessageId;
    }

    /** A group's name. */
    public static String name(String name) {
        int length = name.codePointCount(0, name.length());
        if (length < 1 || length > NAME_MAX) {
            throw invalid("A group's name must have 1 to " + NAME_MAX + " characters, not " + length + ".");
        }
        if (name.indexOf('\0') >= 0) {
            throw invalid("A group's name must not contain U+0000.");
        }
        return name;
    }

    /** What somebody reacts with. Whether it is an emoji is the sequencer's to say; nothing longer reaches the log. */
    public static String emoji(String emoji) {
        if (emoji.isEmpty() || emoji.length() > EMOJI_MAX) {
            throw invalid("emoji must be one emoji, or :name: with 1 to 32 characters of a-z, 0-9 and _ + -");
        }
        return emoji;
    }

    private static boolean isGroup(String conversationId) {
        return GROUP.matcher(conversationId).matches();
    }
}
