package io.hongyan.launcher.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who chats.
 *
 * @param user the user
 * @param to whose conversation to open at once; empty: none
 * @param background whether the app says that it is in the background; then nothing counts as read
 * @param device the device's id
 */
record ChatArguments(String user, String to, boolean background, String device) {

    static final String USAGE = "usage: ./hongyan chat USER [--to OTHER] [--background] [--device ID]";

    /** Empty if the words make no sense. */
    static Optional<ChatArguments> parse(List<String> words) {
        List<String> rest = new ArrayList<>(words);
        boolean background = rest.remove("--background");
        String to = option(rest, "--to", "");
        String device = option(rest, "--device", "terminal");
        return rest.size() == 1 && !rest.getFirst().startsWith("-")
                ? Optional.of(new ChatArguments(rest.getFirst(), to, background, device))
                : Optional.empty();
    }

    private static String option(List<String> words, String name, String otherwise) {
        int at = words.indexOf(name);
        if (at < 0 || at + 1 >= words.size()) {
            return otherwise; // a name without a value stays and is refused
        }
        words.remove(at);
        return words.remove(at);
    }
}
