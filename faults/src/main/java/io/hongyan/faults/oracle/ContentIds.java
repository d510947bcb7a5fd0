package io.hongyan.faults.oracle;

/**
 * Names of what is said. Each is sent once, so that it says which message it is, or which edit of which message: an edit's
 * begins with that of the message.
 */
public final class ContentIds {

    private static final char EDIT = '~';

    private ContentIds() {}

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
