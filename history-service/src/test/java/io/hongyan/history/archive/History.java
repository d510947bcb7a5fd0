package io.hongyan.history.archive;

import static java.util.Comparator.comparing;

import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.GroupCreated;
import io.hongyan.proto.events.v1.Member;
import io.hongyan.proto.events.v1.MemberLeft;
import io.hongyan.proto.events.v1.MembersAdded;
import io.hongyan.proto.events.v1.MembersRemoved;
import io.hongyan.proto.events.v1.MessageRecalled;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.events.v1.ReadMoved;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A random history of one group, and the naive truth about who may see what of it. */
public final class History {

    public static final List<String> USERS = List.of("ann", "ben", "cat", "dan");

    private final String conversationId;
    private final Random random;
    private final List<Event> log = new ArrayList<>();
    private final Set<String> members = new HashSet<>();
    private final Set<Long> recalled = new HashSet<>();

    /** For each user what of the latest time as a member was seen, by seq. */
    private final Map<String, TreeMap<Long, Event>> seen = new HashMap<>();

    private long seq;
    private long cseq;

    private History(String conversationId, long seed) {
        this.conversationId = conversationId;
        random = new Random(seed);
    }

    public static History random(String conversationId, long seed, int steps) {
        var history = new History(conversationId, seed);
        history.happens(
                Set.of("ann", "ben"),
                Set.of(),
                event("ann")
                        .setGroupCreated(GroupCreated.newBuilder()
                                .setName("geese")
                                .addMembers(Member.newBuilder().setUserId("ann"))
                                .addMembers(Member.newBuilder().setUserId("ben"))));
        for (int i = 0; i < steps; i++) {
            history.step();
        }
        return history;
    }

    public List<Event> log() {
        return log;
    }

    public long head() {
        return seq;
    }

    /** What the user may see, recalled messages without content, ascending; null if the user never was a member. */
    public @Nullable List<Event> visibleTo(String user) {
        TreeMap<Long, Event> events = seen.get(user);
        return events == null
                ? null
                : events.values().stream().map(this::asItIsNow).toList();
    }

    private Event asItIsNow(Event event) {
        return recalled.contains(event.getSeq()) ? ArchiveChanges.withoutContent(event) : event;
    }

    private void step() {
        String user = USERS.get(random.nextInt(USERS.size()));
        boolean in = members.contains(user);
        switch (random.nextInt(6)) {
            case 0, 1 -> say(user);
            case 2 -> recallSomething(user);
            case 3 -> {
                if (in && members.size() > 1) {
                    happens(Set.of(), Set.of(user), event(user).setMemberLeft(MemberLeft.getDefaultInstance()));
                }
            }
            case 4 -> {
                if (!in) {
                    happens(
                            Set.of(user),
                            Set.of(),
                            event("ann")
                                    .setMembersAdded(MembersAdded.newBuilder().addUserIds(user)));
                } else if (members.size() > 1) {
                    happens(
                            Set.of(),
                            Set.of(user),
                            event("ann")
                                    .setMembersRemoved(
                                            MembersRemoved.newBuilder().addUserIds(user)));
                }
            }
            default ->
                log.add(number(event(user).setReadMoved(ReadMoved.newBuilder().setSeq(seq)))
                        .setHeadSeq(seq)
                        .build()); // not shown
        }
    }

    private void say(String user) {
        cseq++;
        happens(
                Set.of(),
                Set.of(),
                event(user)
                        .setMessageSent(MessageSent.newBuilder()
                                .setCountable(true)
                                .setContent(Content.newBuilder().setText("word " + seq))));
    }

    private void recallSomething(String user) {
        List<Event> messages = log.stream()
                .filter(Event::hasMessageSent)
                .sorted(comparing(Event::getSeq))
                .toList();
        if (!messages.isEmpty()) {
            long target = messages.get(random.nextInt(messages.size())).getSeq();
            recalled.add(target);
            happens(
                    Set.of(),
                    Set.of(),
                    event(user).setMessageRecalled(MessageRecalled.newBuilder().setTargetSeq(target)));
        }
    }

    private void happens(Set<String> joining, Set<String> leaving, Event.Builder what) {
        seq++;
        Event event = number(what).setSeq(seq).setHeadSeq(seq).build();
        log.add(event);
        joining.forEach(user -> seen.put(user, new TreeMap<>()));
        members.addAll(joining);
        members.forEach(
                user -> seen.computeIfAbsent(user, absent -> new TreeMap<>()).put(seq, event));
        members.removeAll(leaving);
    }

    private Event.Builder number(Event.Builder event) {
        return event.setConversationId(conversationId)
                .setRevision(log.size() + 1)
                .setCseq(cseq)
                .setTimeMs(1_000L * log.size());
    }

    private static Event.Builder event(String user) {
        return Event.newBuilder().setActor(Actor.newBuilder().setUserId(user));
    }

    /** Cuts the log into batches anywhere. */
    public List<List<Event>> batches(long seed) {
        var cuts = new Random(seed);
        List<List<Event>> batches = new ArrayList<>();
        for (int from = 0; from < log.size(); ) {
            int to = Math.min(log.size(), from + 1 + cuts.nextInt(12));
            batches.add(Collections.unmodifiableList(log.subList(from, to)));
            from = to;
        }
        return batches;
    }
}
