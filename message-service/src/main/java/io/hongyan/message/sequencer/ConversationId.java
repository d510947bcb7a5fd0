package io.hongyan.message.sequencer;

import org.jspecify.annotations.Nullable;

/** The name of a conversation, which says what kind it is. */
public sealed interface ConversationId {

    /** The longest user id, in characters. */
    int USER_ID_MAX = 64;

    /** The characters after {@code g:}. */
    int GROUP_LENGTH = 26;

    /** Two people, {@code d:<first>:<second>} in ascending order. */
    record Two(String first, String second) implements ConversationId {

        /** Whether the user is one of the two. */
        public boolean has(String userId) {
            return first.equals(userId) || second.equals(userId);
        }

        /** The one who is not the given one. */
        public String other(String userId) {
            return first.equals(userId) ? second : first;
        }
    }

    /** A group, {@code g:} and what was made of its creator and the creator's id for it. */
    record Group(String id) implements ConversationId {}

    /** What an id names; null if it is not one. */
    static @Nullable ConversationId parse(String id) {
        if (id.startsWith("g:")) {
            return isGroup(id) ? new Group(id) : null;
        }
        int colon = id.indexOf(':', 2);
        if (!id.startsWith("d:") || colon < 0) {
            return null;
        }
        String first = id.substring(2, colon);
        String second = id.substring(colon + 1);
        return isUser(first) && isUser(second) && first.compareTo(second) < 0 ? new Two(first, second) : null;
    }

    /** Whether a user may have this id. */
    static boolean isUser(String id) {
        if (id.isEmpty() || id.length() > USER_ID_MAX) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (!isAsciiLetterOrDigit(c) && c != '.' && c != '_' && c != '@' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isGroup(String id) {
        if (id.length() != "g:".length() + GROUP_LENGTH) {
            return false;
        }
        for (int i = "g:".length(); i < id.length(); i++) {
            char c = id.charAt(i);
            boolean crockford = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z' && "ilou".indexOf(c) < 0);
            if (!crockford) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAsciiLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
