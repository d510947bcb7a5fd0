package io.hongyan.connector.command;

import java.util.Optional;

/** How conversations are called: {@code d:<a>:<b>} for two users in ascending order, {@code g:} and a digest for groups. */
public final class ConversationIds {

    private static final String OF_TWO = "d:";
    private static final String CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int GROUP_CHARS = 26;
    private static final int BITS_PER_CHAR = 5;

    private ConversationIds() {}

    /** The conversation of two different users. */
    public static String ofTwo(String one, String other) {
        return one.compareTo(other) < 0 ? OF_TWO + one + ":" + other : OF_TWO + other + ":" + one;
    }

    /** Whether this is the well-formed id of a conversation of two. */
    public static boolean isOfTwo(String conversationId) {
        int colon = conversationId.indexOf(':', OF_TWO.length());
        if (!conversationId.startsWith(OF_TWO) || colon < 0) {
            return false;
        }
        String one = conversationId.substring(OF_TWO.length(), colon);
        String other = conversationId.substring(colon + 1);
        return Arguments.isUser(one) && Arguments.isUser(other) && one.compareTo(other) < 0;
    }

    /** The other one of a conversation of two that a user is in; empty for anything else. */
    public static Optional<String> partner(String conversationId, String userId) {
        if (!isOfTwo(conversationId)) {
            return Optional.empty();
        }
        String two = conversationId.substring(OF_TWO.length());
        if (two.startsWith(userId + ":")) {
            return Optional.of(two.substring(userId.length() + 1));
        }
        return two.endsWith(":" + userId)
                ? Optional.of(two.substring(0, two.length() - userId.length() - 1))
                : Optional.empty();
    }

    /** A group's id from a digest of at least 17 bytes: {@code g:} and its first 130 bits in Crockford's base32. */
    public static String group(byte[] digest) {
        StringBuilder id = new StringBuilder("g:");
        int buffer = 0;
        int bits = 0;
        for (int next = 0; id.length() < 2 + GROUP_CHARS; ) {
            if (bits < BITS_PER_CHAR) {
                buffer = (buffer << Byte.SIZE) | Byte.toUnsignedInt(digest[next++]);
                bits += Byte.SIZE;
            }
            bits -= BITS_PER_CHAR;
            id.append(CROCKFORD.charAt((buffer >> bits) & 31));
            buffer &= (1 << bits) - 1;
        }
        return id.toString();
    }
}
