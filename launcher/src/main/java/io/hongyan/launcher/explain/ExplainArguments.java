package io.hongyan.launcher.explain;

import java.util.List;
import java.util.Optional;

/**
 * What is to be explained.
 *
 * @param userId whose counts
 * @param conversationId where; empty for all conversations with something unread
 */
record ExplainArguments(String userId, String conversationId) {

    /** How the command is used. */
    static String usage() {
        return """
                usage: ./hongyan explain unread USER [CONVERSATION]
                       ./hongyan explain edits CONVERSATION#SEQ
                       ./hongyan explain push USER [HOURS]
                       ./hongyan explain push USER --message MESSAGE_ID [--device DEVICE]

                Lists the messages behind a user's unread counts, the read cursor and the record that moved it last, and counts
                them a second time, one by one. Ends with 1 if the two counts differ. Without CONVERSATION: all that have
                something unread, and the total, which is the sum over those that are not muted. With edits: what a
                message said at first and after each edit, when, and by which event. With push: what was
                decided about alerts on the user's devices, and why; with --message what they would be told of it now.""";
    }

    /** Empty if the words make no sense. */
    static Optional<ExplainArguments> parse(List<String> words) {
        if (words.size() < 2 || words.size() > 3 || !words.getFirst().equals("unread")) {
            return Optional.empty();
        }
        return Optional.of(new ExplainArguments(words.get(1), words.size() == 3 ? words.get(2) : ""));
    }
}
