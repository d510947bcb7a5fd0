package io.hongyan.faults.oracle;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Random;

/** What happens in a {@link Chat}: a bit of everything, or whatever a seed says. */
final class Script {

    private Script() {}

    /** Something of everything, so that each corruption has something to corrupt. The messages are m0 to m13, the edits 0 to 5. */
    static Chat aBitOfEverything() {
        return aBitOfEverything(new Chat());
    }

    /** The same at the end of a chat; its messages have the next numbers. */
    static Chat aBitOfEverything(Chat chat) {
        int base = chat.messages.size();
        chat.comeToRest();
        chat.say("ann", Chat.GROUP).say("ben", Chat.GROUP).pass(1_000);
        chat.say("ann", Chat.PAIR).say("ben", Chat.PAIR).pass(1_000);
        chat.resend(base).read("ben", "tablet", Chat.GROUP).pass(1_000);
        long taken = chat.room(Chat.GROUP).log.size() + 1L;
        ChatAfterthoughts after = chat.afterthoughts;
        int edits = after.count();
        String recalled = Chat.contentId(base + 4);
        chat.say("ann", Chat.GROUP).pass(1_000);
        after.edit("ann", recalled).pass(1_000);
        chat.recall(Chat.GROUP, taken).say("cai", Chat.GROUP).pass(1_000);
        String edited = Chat.contentId(base + 5);
        after.edit("cai", edited).pass(1_000);
        after.edit("cai", edited);
        after.react("ann", edited, "👍", true);
        after.react("ben", edited, "👍", true);
        after.react("ben", edited, "❤️", true).pass(1_000);
        after.react("ann", edited, "👍", false);
        after.react("ben", edited, "👍", true);
        after.again(edits + 1);
        after.edit("ann", edited);
        after.edit("ann", recalled);
        after.react("ben", recalled, "👍", true).pass(1_000);
        chat.add("dan").say("dan", Chat.GROUP).pass(1_000);
        after.edit("cai", edited).pass(1_000);
        chat.remove("dan").say("ann", Chat.GROUP).say("dan", Chat.GROUP).pass(1_000);
        chat.mute("cai", Chat.GROUP, true).pass(11_000).say("ann", Chat.GROUP).pass(1_000);
        chat.block("ben", Chat.PAIR, true)
                .pass(100)
                .say("ann", Chat.PAIR)
                .pass(1_000)
                .pass(12_000);
        chat.down("ann", "tablet").pass(1_000).back("ann", "tablet").pass(1_000);
        chat.block("ben", Chat.PAIR, false).pass(1_000);
        devices(chat, "cai").forEach(device -> chat.down("cai", device));
        chat.pass(1_000).pass(19_000);
        chat.say("ben", Chat.OTHER_PAIR).pass(1_000).pass(12_000);
        devices(chat, "cai").forEach(device -> chat.back("cai", device));
        chat.pass(1_000);
        chat.say("ben", Chat.GROUP, false).newDevice("ben").pass(1_000).pass(6_000);
        chat.say("ann", Chat.GROUP).pass(500);
        return chat.pass(7_000);
    }

    private static List<String> devices(Chat chat, String user) {
        return chat.phones.stream()
                .filter(phone -> phone.user().equals(user))
                .map(phone -> phone.reader.device())
                .toList();
    }

    /** So many steps of a seed. */
    static Chat random(long seed, int steps) {
        var random = new Random(seed);
        var chat = new Chat();
        for (int step = 0; step < steps; step++) {
            one(chat, random);
            chat.pass(20L + random.nextInt(3_000));
        }
        return chat;
    }

    private static void one(Chat chat, Random random) {
        String user = Chat.USERS.get(random.nextInt(Chat.USERS.size()));
        List<String> rooms = List.of(Chat.GROUP, Chat.PAIR, Chat.OTHER_PAIR);
        String room = rooms.get(random.nextInt(rooms.size()));
        List<ChatPhone> own =
                chat.phones.stream().filter(phone -> phone.user().equals(user)).toList();
        String device = own.get(random.nextInt(own.size())).reader.device();
        String message = Chat.contentId(chat.messages.isEmpty() ? 0 : random.nextInt(chat.messages.size()));
        switch (random.nextInt(chat.messages.isEmpty() ? 24 : 36)) {
            case 0, 1, 2, 3, 4 -> chat.say(user, room);
            case 5 -> chat.say(user, room, false);
            case 6, 7 -> chat.resend(random.nextInt(1_000));
            case 8, 9, 10 -> chat.read(user, device, room);
            case 11 -> chat.recall(room, 1 + random.nextInt(chat.room(room).log.size() + 1));
            case 12 -> chat.mute(user, room, random.nextBoolean());
            case 13 -> chat.block(user, room, random.nextBoolean());
            case 14 -> chat.add(user);
            case 15 -> chat.remove(user);
            case 16 -> chat.leave(user);
            case 17, 18 -> chat.down(user, device);
            case 19, 20, 21 -> chat.back(user, device);
            case 22 -> chat.background(user, device, random.nextBoolean());
            case 24, 25 -> chat.afterthoughts.edit(user, message);
            case 26, 27, 28 ->
                chat.afterthoughts.edit(
                        requireNonNull(chat.messages.get(message)).user(), message);
            case 29 -> chat.afterthoughts.again(random.nextInt(1_000));
            case 30, 31, 32, 33, 34, 35 ->
                chat.afterthoughts.react(
                        user, message, random.nextBoolean() ? "👍" : ":waffle:", random.nextInt(3) > 0);
            default -> rare(chat, random, user);
        }
    }

    private static void rare(Chat chat, Random random, String user) {
        switch (random.nextInt(4)) {
            case 0 -> chat.trouble();
            case 1, 2 -> chat.calm();
            default -> chat.newDevice(user);
        }
    }
}
