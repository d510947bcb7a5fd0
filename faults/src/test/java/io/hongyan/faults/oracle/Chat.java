package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.Fact.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A chat that went well, and what its clients were told. Everybody has a phone that is registered for alerts; ann and ben
 * have tablets too. What people do is done at once; devices that are logged in learn of it one step later.
 */
final class Chat {

    static final String GROUP = "g:all";
    static final String PAIR = "d:ann:ben";
    static final String OTHER_PAIR = "d:ben:cai";
    static final List<String> USERS = List.of("ann", "ben", "cai", "dan");
    static final Terms TERMS = new Terms(10_000, 4_000, 5_000, 2_000);

    final List<Fact> facts = new ArrayList<>();
    final Map<String, ChatRoom> rooms = new LinkedHashMap<>();
    final List<ChatPhone> phones = new ArrayList<>();
    final Map<String, Fact.Sent> messages = new LinkedHashMap<>();
    final ChatAfterthoughts afterthoughts = new ChatAfterthoughts(this);
    private final ChatAlerts alerts = new ChatAlerts(this);
    private boolean troubled;
    private long now;
    private int asks;
    private int looks;

    Chat() {
        for (String user : USERS) {
            phones.add(new ChatPhone(new Reader(user, "phone")));
        }
        phones.add(new ChatPhone(new Reader("ann", "tablet")));
        phones.add(new ChatPhone(new Reader("ben", "tablet")));
        rooms.put(PAIR, new ChatRoom(PAIR, false));
        rooms.put(OTHER_PAIR, new ChatRoom(OTHER_PAIR, false));
        rooms.put(GROUP, new ChatRoom(GROUP, true));
        pair(PAIR, "ann", "ben");
        pair(OTHER_PAIR, "ben", "cai");
        phones.forEach(phone -> up(phone, false));
        phones.stream()
                .filter(phone -> phone.reader.device().equals("phone"))
                .forEach(phone -> facts.add(new Fact.Registered(now, phone.reader, phone.token())));
        room(GROUP).happens(now, "ann", new What.Created(Set.of("ann", "ben", "cai")));
        pass(1_000);
    }

    private void pair(String id, String one, String other) {
        room(id).pair(one, other);
        facts.add(new Fact.Paired(now, id, one, other));
    }

    ChatRoom room(String id) {
        return rooms.computeIfAbsent(id, key -> new ChatRoom(key, true));
    }

    ChatPhone phone(String user, String device) {
        return phones.stream()
                .filter(phone -> phone.reader.equals(new Reader(user, device)))
                .findFirst()
                .orElseThrow();
    }

    /** Lets time go by: devices learn what they may. */
    Chat pass(long millis) {
        long until = now + millis;
        now = alerts.handOver(now, until);
        now = until;
        phones.forEach(this::catchUp);
        return this;
    }

    void catchUp(ChatPhone phone) {
        if (!phone.up) {
            return;
        }
        rooms.values().forEach(room -> {
            List<Entry> entries = room.visible(phone.user(), phone.have.getOrDefault(room.id, 0L));
            if (!entries.isEmpty()) {
                facts.add(new Fact.Shown(now, phone.reader, room.id, new ArrayList<>(entries)));
                phone.have.put(room.id, entries.getLast().seq());
                entries.forEach(entry -> phone.shows(room.id, entry));
            }
        });
        USERS.stream().filter(user -> !user.equals(phone.user())).forEach(user -> watch(phone, user));
    }

    private void watch(ChatPhone phone, String user) {
        boolean hidden = rooms.values().stream()
                .anyMatch(room ->
                        !room.group && !room.blockers.isEmpty() && room.members.equals(Set.of(phone.user(), user)));
        PresenceState state = hidden ? PresenceState.HIDDEN : stateOf(user);
        if (phone.told.put(user, state) != state) {
            facts.add(new Fact.PresenceTold(now, phone.reader, user, state));
        }
    }

    PresenceState stateOf(String user) {
        PresenceState state = PresenceState.OFFLINE;
        for (ChatPhone phone : phones) {
            if (phone.user().equals(user) && phone.up && state != PresenceState.ONLINE) {
                state = phone.background ? PresenceState.AWAY : PresenceState.ONLINE;
            }
        }
        return state;
    }

    /** What the message with a number says: every third speaks to somebody by name, or to everyone. */
    static String contentId(int number) {
        return switch (number % 9) {
            case 1 -> ContentIds.mentioning("m" + number, "cai");
            case 4 -> ContentIds.mentioning("m" + number, ContentIds.EVERYONE);
            case 7 -> ContentIds.mentioning("m" + number, "dan");
            default -> "m" + number;
        };
    }

    Chat say(String user, String id) {
        return say(user, id, true);
    }

    Chat say(String user, String id, boolean counts) {
        String contentId = contentId(messages.size());
        var sent = new Fact.Sent(now, user, id, contentId, counts);
        messages.put(contentId, sent);
        facts.add(sent);
        attempt(sent);
        return this;
    }

    Chat resend(int message) {
        if (!messages.isEmpty()) {
            Fact.Sent sent = List.copyOf(messages.values()).get(message % messages.size());
            facts.add(new Fact.SentAgain(now, sent.user(), sent.contentId()));
            attempt(sent);
        }
        return this;
    }

    private void attempt(Fact.Sent sent) {
        ChatRoom room = room(sent.conversation());
        String user = sent.user();
        now += 20;
        Entry first = room.receipts.get(sent.contentId());
        if (first == null && !room.members.contains(user)) {
            facts.add(new Fact.Refused(now, user, room.id, sent.contentId(), "NOT_A_MEMBER"));
            return;
        }
        if (first == null && !room.blockers.isEmpty()) {
            facts.add(new Fact.Refused(now, user, room.id, sent.contentId(), "BLOCKED"));
            return;
        }
        Entry entry = first != null ? first : room.happens(now, user, new What.Said(sent.contentId(), sent.counts()));
        facts.add(new Fact.Acked(now, user, room.id, sent.contentId(), entry.seq(), entry.timeMs()));
        if (first == null && sent.counts()) {
            alerts.open(now, room, entry.seq(), user);
        }
    }

    long total(String user) {
        return rooms.values().stream()
                .filter(room -> !room.muted.contains(user))
                .mapToLong(room -> room.unread(user))
                .sum();
    }

    Chat recall(String id, long seq) {
        Entry said = room(id).message(seq);
        if (said != null && room(id).members.contains(said.user()) && room(id).first(said.user()) <= seq) {
            int ask = ask(said.user(), id, new Change.Recall(seq));
            done(ask, room(id).happens(now, said.user(), new What.Recalled(seq)).seq());
        }
        return this;
    }

    long now() {
        return now;
    }

    void tick(long millis) {
        now += millis;
    }

    int ask(String user, String id, Change change) {
        facts.add(new Fact.Asked(now, ++asks, user, id, change));
        now += 15;
        return asks;
    }

    private void done(int ask, long seq) {
        facts.add(new Fact.Done(now, ask, seq));
    }

    Chat mute(String user, String id, boolean on) {
        int ask = ask(user, id, new Change.Mute(on));
        ChatRoom room = room(id);
        if (!room.members.contains(user)) {
            facts.add(new Fact.Denied(now, ask, "NOT_A_MEMBER"));
        } else {
            boolean _ = on ? room.muted.add(user) : room.muted.remove(user);
            done(ask, room.log.size());
        }
        return this;
    }

    Chat block(String user, String id, boolean on) {
        ChatRoom room = room(id);
        if (!room.group && room.members.contains(user)) {
            int ask = ask(user, id, new Change.Block(on));
            boolean _ = on ? room.blockers.add(user) : room.blockers.remove(user);
            done(ask, room.log.size());
        }
        return this;
    }

    /** ann, who made the group, makes somebody a member. */
    Chat add(String user) {
        int ask = ask("ann", GROUP, new Change.Add(Set.of(user)));
        boolean news = !room(GROUP).members.contains(user);
        done(
                ask,
                news
                        ? room(GROUP)
                                .happens(now, "ann", new What.Added(Set.of(user)))
                                .seq()
                        : 0);
        return this;
    }

    Chat remove(String user) {
        if (!user.equals("ann")) {
            int ask = ask("ann", GROUP, new Change.Remove(Set.of(user)));
            boolean news = room(GROUP).members.contains(user);
            done(
                    ask,
                    news
                            ? room(GROUP)
                                    .happens(now, "ann", new What.Removed(Set.of(user)))
                                    .seq()
                            : 0);
        }
        return this;
    }

    Chat leave(String user) {
        if (!user.equals("ann") && room(GROUP).members.contains(user)) {
            int ask = ask(user, GROUP, new Change.Leave());
            done(ask, room(GROUP).happens(now, user, new What.Left()).seq());
        }
        return this;
    }

    /** Reads all that a device shows. */
    Chat read(String user, String device, String id) {
        ChatPhone phone = phone(user, device);
        ChatRoom room = room(id);
        long have = phone.have.getOrDefault(id, 0L);
        if (phone.up && room.members.contains(user) && have > room.cursors.getOrDefault(user, 0L)) {
            facts.add(new Fact.Read(now, phone.reader, id, have));
            room.cursors.put(user, have);
            for (ChatPhone other : phones) {
                if (other.user().equals(user) && other.up) {
                    facts.add(new Fact.CursorTold(now, other.reader, id, have));
                    facts.add(new Fact.CursorShown(now, other.reader, id, have));
                }
            }
        }
        return this;
    }

    void up(ChatPhone phone, boolean background) {
        if (!phone.up) {
            phone.up = true;
            phone.background = background;
            phone.told.clear();
            facts.add(new Fact.Up(now, phone.reader, background));
            Set<String> others = new HashSet<>(USERS);
            others.remove(phone.user());
            facts.add(new Fact.Watches(now, phone.reader, others));
        }
    }

    Chat down(String user, String device) {
        ChatPhone phone = phone(user, device);
        if (phone.up) {
            phone.up = false;
            facts.add(new Fact.Down(now, phone.reader));
        }
        return this;
    }

    Chat back(String user, String device) {
        up(phone(user, device), false);
        return this;
    }

    Chat background(String user, String device, boolean background) {
        ChatPhone phone = phone(user, device);
        if (phone.up && phone.background != background) {
            phone.background = background;
            facts.add(new Fact.AppState(now, phone.reader, background));
        }
        return this;
    }

    /** A device that nobody had before. */
    Chat newDevice(String user) {
        var phone = new ChatPhone(new Reader(user, "new-" + phones.size()));
        phones.add(phone);
        up(phone, false);
        return this;
    }

    Chat trouble() {
        troubled = true;
        facts.add(new Fact.Trouble(now, "SIGKILL push"));
        return this;
    }

    Chat calm() {
        if (troubled) {
            troubled = false;
            facts.add(new Fact.Calm(now));
        }
        return this;
    }

    private void everybodyIsThere() {
        List.copyOf(phones).forEach(phone -> {
            up(phone, false);
            background(phone.user(), phone.reader.device(), false);
        });
        calm();
        pass(1_000);
    }

    /** Everybody is there, ann, ben and cai in the group, and nobody is muted or blocked. */
    Chat comeToRest() {
        everybodyIsThere();
        add("ben").add("cai").add("dan");
        for (ChatRoom room : List.copyOf(rooms.values())) {
            List.copyOf(room.muted).forEach(user -> mute(user, room.id, false));
            List.copyOf(room.blockers).forEach(user -> block(user, room.id, false));
        }
        remove("dan");
        return pass(2_000).pass(20_000);
    }

    /** What all that leads to, in lists that can be falsified. */
    Evidence evidence() {
        everybodyIsThere();
        pass(30_000);
        return new Evidence(TERMS, new ArrayList<>(facts), look(0));
    }

    /** A look now, where histories are asked for beyond a number. */
    Look look(long after) {
        return ChatLook.of(this, now, after, ++looks);
    }
}
