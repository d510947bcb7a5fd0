package io.hongyan.history.archive;

import java.util.regex.Pattern;

/** What users and conversations may be called. Anything else never had an event, and PostgreSQL may not even take it. */
public final class Ids {

    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final Pattern CONVERSATION =
            Pattern.compile("d:[A-Za-z0-9._@-]{1,64}:[A-Za-z0-9._@-]{1,64}|g:[0-9a-z]{26}");

    private Ids() {}

    /** Whether this can be a user. */
    public static boolean isUser(String id) {
        return USER.matcher(id).matches();
    }

    /** Whether this can be a conversation, of two people or a group. */
    public static boolean isConversation(String id) {
        return CONVERSATION.matcher(id).matches();
    }
}
