package io.hongyan.faults.oracle;

/**
 * Names of what is said. Each is sent once, so that it says which message it is, or which edit of which message: an edit's
 * begins with that of the message. A message's has whom the message speaks to by name, and which one it answers.
 */
public final class ContentIds {

    /** Whom a message speaks to that speaks to everyone: no user is called so. */
    public static final String EVERYONE = "*";

    private static final char MENTIONS = '@';
    private static final char ANSWERS = '>';
    private static final char EDIT = '~';

    private ContentIds() {}

    /** The name of a message that speaks to a user by name, or to everyone. */
    public static String mentioning(String message, String whom) {
        return message + MENTIONS + whom;
    }

    /** The name of a message that answers the one with a number. */
    public static String answering(String message, long seq) {
        return message + ANSWERS + seq;
    }

    /** Whom a message speaks to by name when it is sent, whichever edit of it is named: a user, everyone, or "" for nobody. */
    public static String mentioned(String contentId) {
        String message = unanswering(original(contentId));
        int begin = message.indexOf(MENTIONS);
        return begin < 0 ? "" : message.substring(begin + 1);
    }

    private static String unanswering(String message) {
        int end = message.indexOf(ANSWERS);
        return end < 0 ? message : message.substring(0, end);
    }

    /** The number of the message that is answered; 0: none. */
    public static long answered(String contentId) {
        String message = original(contentId);
        int begin = message.indexOf(ANSWERS);
        return begin < 0 ? 0 : Long.parseLong(message.substring(begin + 1));
    }

    /** Whether this is what an edit says. */
    public static boolean isEdit(String contentId) {
        return contentId.indexOf(EDIT) >= 0;
    }

    /** The name of an edit of a message. */
    public static String edit(String message, int number) {
        return original(message) + EDIT + number;
    }

    /** The name of what the message said first, whichever edit of it, or none, is named. */
    public static String original(String contentId) {
        int end = contentId.indexOf(EDIT);
        return end < 0 ? contentId : contentId.substring(0, end);
    }
}
