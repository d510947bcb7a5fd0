package io.hongyan.history.archive;

import java.util.regex.Pattern;

/**
 * What users, conversations and ways to react may be called. Anything else never had an event, and PostgreSQL may not even
 * take it.
 */
public final class Ids {

    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final Pattern CONVERSATION =
            Pattern.compile("d:[A-Za-z0-9._@-]{1,64}:[A-Za-z0-9._@-]{1,64}|g:[0-9a-z]{26}");

    private static final String OF_TWO = "d:";

    /** No emoji comes near this, and a row of an index has room for it. */
    private static final int EMOJI_MAX = 128;

    private Ids() {}

    /** Whether this can be a user. */
    public static boolean isUser(String id) {
        return USER.matcher(id).matches();
    }

    /** Whether this can be a conversation, of two people or a group. */
    public static boolean isConversation(String id) {
        return CONVERSATION.matcher(id).matches();
    }

    /** Whether a conversation is one of two people, which nobody joins or leaves. */
    public static boolean isOfTwo(String conversationId) {
        return conversationId.startsWith(OF_TWO);
    }

    /** Whether somebody can have reacted so. Which of them are emoji is for others to know. */
    public static boolean isEmoji(String emoji) {
        return !emoji.isEmpty() && emoji.length() <= EMOJI_MAX && emoji.indexOf('\0') < 0;
    }
}
