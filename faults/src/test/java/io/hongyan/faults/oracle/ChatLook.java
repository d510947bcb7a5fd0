package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Look.Count;
import io.hongyan.faults.oracle.Look.Counts;
import io.hongyan.faults.oracle.Look.History;
import io.hongyan.faults.oracle.Look.Kept;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is to be seen of a {@link Chat} at a quiet point, in lists that can be falsified. */
final class ChatLook {

    private ChatLook() {}

    static Look of(Chat chat, long nowMs, long after, int number) {
        List<History> histories = new ArrayList<>();
        List<Counts> counts = new ArrayList<>();
        for (String user : Chat.USERS) {
            var asker = new Reader(user, "asker-" + number);
            Map<String, Count> conversations = new LinkedHashMap<>();
            for (ChatRoom room : chat.rooms.values()) {
                if (room.knows(user)) {
                    histories.add(new History(asker, room.id, after, new ArrayList<>(room.visible(user, after))));
                    conversations.put(
                            room.id,
                            new Count(
                                    room.cursors.getOrDefault(user, 0L),
                                    room.unread(user),
                                    room.muted.contains(user),
                                    room.unreadMentions(user).size(),
                                    room.unreadMentions(user).stream().limit(50).toList()));
                }
            }
            counts.add(new Counts(asker, new LinkedHashMap<>(conversations), chat.total(user)));
            chat.phones.stream()
                    .filter(phone -> phone.user().equals(user))
                    .forEach(phone ->
                            counts.add(new Counts(phone.reader, new LinkedHashMap<>(conversations), chat.total(user))));
        }
        Set<Reader> devices = new HashSet<>();
        chat.phones.forEach(phone -> devices.add(phone.reader));
        return new Look(nowMs, devices, histories, counts, kept(chat));
    }

    private static List<Kept> kept(Chat chat) {
        List<Kept> kept = new ArrayList<>();
        for (ChatPhone phone : chat.phones) {
            phone.touched.forEach((id, seqs) -> {
                long have = phone.have.getOrDefault(id, 0L);
                chat.room(id).visible(phone.user(), 0).stream()
                        .filter(entry -> seqs.contains(entry.seq()) && entry.seq() <= have)
                        .forEach(entry -> kept.add(new Kept(phone.reader, id, entry)));
            });
        }
        return kept;
    }
}
