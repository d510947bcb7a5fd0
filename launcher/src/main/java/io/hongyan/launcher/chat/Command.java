package io.hongyan.launcher.chat;

import java.time.Duration;
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

    /** Says who may write in the group: admins only, or everybody. */
    record Announce(boolean adminsOnly) implements Command {}

    /** Keeps a member from speaking for so long; zero: no longer. */
    record Silence(String user, Duration duration) implements Command {}

    /** Has messages disappear after so long; zero: no longer. */
    record Timer(Duration after) implements Command {}

    /** Renames the group. */
    record Rename(String name) implements Command {}

    /** Takes back a message, 0: the last of one's own. */
    record Recall(long seq) implements Command {}

    /** Gives a message other words, 0: the last of one's own. */
    record Edit(long seq, String text) implements Command {}

    /** Answers a message. */
    record Reply(long seq, String text) implements Command {}

    /** Reacts to a message, or no longer. */
    record React(long seq, String emoji, boolean remove) implements Command {}

    /** Mutes or unmutes. */
    record Mute(boolean on) implements Command {}

    /** Pins it on top of the list, or no longer. */
    record Pin(boolean on) implements Command {}

    /** Puts it into the archive, or takes it out. */
    record Archive(boolean on) implements Command {}

    /** Marks it as unread. */
    record Unread() implements Command {}

    /** Blocks or unblocks the other one. */
    record Block(boolean on) implements Command {}

    /** Shows who is here, and who is online. */
    record Who() implements Command {}

    /** Shows older messages. */
    record Older() implements Command {}

    /** Looks for messages in all conversations. */
    record Search(String text) implements Command {}

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
            /announce on|off          only admins write, or all      /silence USER [MINUTES]  for a while, 0: no longer
            /edit [#] WORDS           say it in other words          /reply # WORDS  answer a message
            /react # EMOJI  /unreact  how one likes a message
            /timer MINUTES            messages disappear; 0: they stay
            /mute  /unmute            alerts of this conversation    /block /unblock the other one
            /pin  /unpin  /unread     on top of the list, marked     /archive  /unarchive
            /search WORDS             messages that say them
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
            case "announce" ->
                switch (all) {
                    case "on" -> new Announce(true);
                    case "off" -> new Announce(false);
                    default -> new Unclear("On or off? /announce on lets only admins write.");
                };
            case "silence" -> silence(rest);
            case "timer" ->
                all.matches("[0-9]{1,6}")
                        ? new Timer(Duration.ofMinutes(Long.parseLong(all)))
                        : new Unclear(
                                "After how many minutes? /timer 60 has messages disappear after an hour, /timer 0 no longer.");
            case "recall" -> recall(all);
            case "edit" -> edit(rest);
            case "reply" ->
                isNumber(rest) && rest.size() > 1
                        ? new Reply(number(rest), withoutNumber(rest))
                        : new Unclear("Which, and what? /reply 12 I agree");
            case "react" -> react(rest, false);
            case "unreact" -> react(rest, true);
            case "mute" -> new Mute(true);
            case "unmute" -> new Mute(false);
            case "pin" -> new Pin(true);
            case "unpin" -> new Pin(false);
            case "archive" -> new Archive(true);
            case "unarchive" -> new Archive(false);
            case "unread" -> new Unread();
            case "block" -> new Block(true);
            case "unblock" -> new Block(false);
            case "who" -> new Who();
            case "older" -> new Older();
            case "search" -> all.isEmpty() ? new Unclear("For what? /search grey geese") : new Search(all);
            case "help" -> new Help();
            case "quit", "exit" -> new Quit();
            default -> new Unclear("There is no /%s; /help says what there is.".formatted(words.getFirst()));
        };
    }

    private static Command silence(List<String> words) {
        if (words.size() == 1) {
            return new Silence(words.getFirst(), Duration.ofHours(1));
        }
        return words.size() == 2 && words.get(1).matches("[0-9]{1,6}")
                ? new Silence(words.getFirst(), Duration.ofMinutes(Long.parseLong(words.get(1))))
                : new Unclear("Whom, and for how many minutes? /silence bob 60");
    }

    private static Command recall(String number) {
        if (number.isEmpty()) {
            return new Recall(0);
        }
        List<String> one = List.of(number);
        return isNumber(one)
                ? new Recall(number(one))
                : new Unclear("Which? /recall 12 takes back message #12, /recall your last one.");
    }

    private static Command edit(List<String> words) {
        boolean numbered = isNumber(words);
        String text = numbered ? withoutNumber(words) : String.join(" ", words);
        return text.isEmpty()
                ? new Unclear("What instead? /edit 12 hello changes message #12, /edit hello your last one.")
                : new Edit(numbered ? number(words) : 0, text);
    }

    private static Command react(List<String> words, boolean remove) {
        return isNumber(words) && words.size() == 2
                ? new React(number(words), words.get(1), remove)
                : new Unclear("To which, and how? /react 12 👍");
    }

    private static boolean isNumber(List<String> words) {
        return !words.isEmpty() && words.getFirst().matches("#?[1-9][0-9]{0,17}");
    }

    private static long number(List<String> words) {
        return Long.parseLong(words.getFirst().replaceFirst("^#", ""));
    }

    private static String withoutNumber(List<String> words) {
        return String.join(" ", words.subList(1, words.size()));
    }
}
