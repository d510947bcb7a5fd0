package io.hongyan.message.router;

import java.util.Optional;
import java.util.Set;

/**
 * The two people of a conversation {@code d:<low>:<high>}, as its id says.
 *
 * @param low the smaller id by plain comparison
 * @param high the greater one
 */
public record Duo(String low, String high) {

    private static final String PREFIX = "d:";

    /** The two, or nothing if this is no id of a conversation of two. */
    public static Optional<Duo> of(String conversationId) {
        if (!conversationId.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] users = conversationId.substring(PREFIX.length()).split(":", -1);
        boolean valid = users.length == 2 && !users[0].isEmpty() && users[0].compareTo(users[1]) < 0;
        return valid ? Optional.of(new Duo(users[0], users[1])) : Optional.empty();
    }

    /** Both. */
    public Set<String> users() {
        return Set.of(low, high);
    }
}
