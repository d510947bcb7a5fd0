package io.hongyan.history.search;

import java.util.Arrays;
import java.util.List;

/**
 * What a message can be found by beside its words: who may see it, who sent it, when, and what it is made of. All in one
 * index, so that it meets what is looked for there, without looking at a message. Words have no colon, hence none is one of
 * these.
 */
final class Lexemes {

    private static final String OF_TWO = "d:";
    private static final int BASE = 36;

    private Lexemes() {}

    /** A conversation of two is seen by its two users, which its id tells: a group by its members, which others know. */
    static List<String> ofConversation(String conversationId) {
        if (!conversationId.startsWith(OF_TWO)) {
            return List.of(conversationId);
        }
        return Arrays.stream(conversationId.substring(OF_TWO.length()).split(":", 2))
                .map(Lexemes::ofUser)
                .toList();
    }

    /** A user's conversations of two. */
    static String ofUser(String userId) {
        return "u:" + userId;
    }

    static String ofSender(String userId) {
        return "s:" + userId;
    }

    /** What longer words begin with. */
    static String ofBeginning(String letters) {
        return "b:" + letters;
    }

    static String ofKind(int kind) {
        return "k:" + kind;
    }

    /** A stretch of time. */
    static String ofTime(Windows.Level level, long number) {
        return level.ordinal() + ":" + Long.toString(number, BASE);
    }

    /** As PostgreSQL reads it in a {@code tsvector} or a {@code tsquery}. */
    static String quoted(String lexeme) {
        return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
