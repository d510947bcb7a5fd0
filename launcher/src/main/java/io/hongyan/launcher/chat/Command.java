package io.hongyan.launcher.chat;

import java.util.Arrays;
import java.util.List;

/** What a line means. */
sealed interface Command {

    /** Says something in the open conversation. */
    record Say(String text) implements Command {}

    /** Opens the conversation with a user, or a group by its id, name, or number in the list. */
    record Open(String whom) implements Command {}

    /** Lists the conversations. */
    record ListAll() implements Command {}

    /** Makes a group. */
    record Group(String name, List<String> users) implements Command {}

    /** Adds members. */
    record Add(List<String> users) implements Command {}

    /** Removes members. */
    record Remove(List<String> users) implements Command {}

    /** Leaves the group. */
    record Leave() implements Command {}

    /** Renames the group. */
    record Rename(String name) implements Command {}

    /** Takes back a message, 0: the last of one's own. */
    record Recall(long seq) implements Command {}

    /** Mutes or unmutes. */
    record Mute(boolean on) implements Command {}

    /** Blocks or unblocks the other one. */
    record Block(boolean on) implements Command {}

    /** Shows who is here, and who is online. */
    record Who() implements Command {}

    /** Shows older messages. */
    record Older() implements Command {}

    /** Explains. */
    record Help() implements Command {}

    /** Ends. */
    record Quit() implements Command {}

    /** Nothing was typed. */
    record Nothing() implements Command {}

    /** Makes no sense; says why. */
    record Unclear(String why) implements Command {}

    /** What can be typed. */
    String HELP = """
            /open USER|GROUP|NUMBER   open a conversation            /list           all conversations
            /group NAME USER…         make a group                   /who            members and presence
            /add USER…  /remove USER… change members                 /older          earlier messages
            /rename NAME   /leave     change or leave the group      /recall [#]     take a message back
            /mute  /unmute            alerts of this conversation    /block /unblock the other one
            /help  /quit              anything else is said""";

    /** Reads a line. */
    static Command parse(String line) {
        String trimmed = line.strip();
        if (trimmed.isEmpty()) {
            return new Nothing();
        }
        if (!trimmed.startsWith("/")) {
            return new Say(trimmed);
        }
        if (trimmed.startsWith("//")) {
            return new Say(trimmed.substring(1)); // to say something that begins with a slash
        }
        List<String> words = Arrays.asList(trimmed.substring(1).split("\\s+"));
        List<String> rest = words.subList(1, words.size());
        String all = String.join(" ", rest);
        return switch (words.getFirst()) {
            case "open" -> all.isEmpty() ? new Unclear("Whom? /open bob") : new Open(all);
            case "list" -> new ListAll();
            case "group" ->
                rest.isEmpty()
                        ? new Unclear("Name it: /group trip bob carol")
                        : new Group(rest.getFirst(), List.copyOf(rest.subList(1, rest.size())));
            case "add" -> rest.isEmpty() ? new Unclear("Whom? /add carol") : new Add(List.copyOf(rest));
            case "remove" -> rest.isEmpty() ? new Unclear("Whom? /remove carol") : new Remove(List.copyOf(rest));
            case "leave" -> new Leave();
            case "rename" -> all.isEmpty() ? new Unclear("To what? /rename trip to Oslo") : new Rename(all);
            case "recall" -> recall(all);
            case "mute" -> new Mute(true);
            case "unmute" -> new Mute(false);
            case "block" -> new Block(true);
            case "unblock" -> new Block(false);
            case "who" -> new Who();
            case "older" -> new Older();
            case "help" -> new Help();
            case "quit", "exit" -> new Quit();
            default -> new Unclear("There is no /%s; /help says what there is.".formatted(words.getFirst()));
        };
    }

    private static Command recall(String number) {
        String digits = number.replaceFirst("^#", "");
        if (digits.isEmpty()) {
            return new Recall(0);
        }
        return digits.matches("[1-9][0-9]{0,17}")
                ? new Recall(Long.parseLong(digits))
                : new Unclear("Which? /recall 12 takes back message #12, /recall your last one.");
    }
}
