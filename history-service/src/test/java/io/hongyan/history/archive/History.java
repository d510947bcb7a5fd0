package io.hongyan.history.archive;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.GroupCreated;
import io.hongyan.proto.events.v1.Member;
import io.hongyan.proto.events.v1.MemberLeft;
import io.hongyan.proto.events.v1.MembersAdded;
import io.hongyan.proto.events.v1.MembersRemoved;
import io.hongyan.proto.events.v1.MessageEdited;
import io.hongyan.proto.events.v1.MessageRecalled;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.events.v1.ReactionChanged;
import io.hongyan.proto.events.v1.ReadMoved;
import io.hongyan.proto.history.v1.MessageState;
import io.hongyan.proto.history.v1.ReactionCount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A random history of one group, and the naive truth about who may see what of it. */
public final class History {

    public static final List<String> USERS = List.of("ann", "ben", "cat", "dan");
    private static final List<String> EMOJI = List.of("👍", "❤️", ":goose:");

    private final String conversationId;
    private final Random random;
    private final Random again;
    private final List<Event> log = new ArrayList<>();
    private final Set<String> members = new HashSet<>();
    private final Set<Long> recalled = new HashSet<>();

    /** The edits of each message by its sender, in order; and those that are none. */
    private final Map<Long, List<Event>> edits = new HashMap<>();

    private final Set<Long> idle = new HashSet<>();

    /** For each event who reacts to it and how, to know what changes that. */
    private final Map<Long, Set<List<String>>> reactions = new HashMap<>();

    /** For each user what of the latest time as a member was seen, by seq. */
    private final Map<String, TreeMap<Long, Event>> seen = new HashMap<>();

    private long seq;
    private long cseq;

    private History(String conversationId, long seed) {
        this.conversationId = conversationId;
        random = new Random(seed);
        again = new Random(seed + 1);
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

    /** All that is shown, as it is now. */
    public List<Event> shown() {
        return log.stream()
                .filter(event -> event.getSeq() > 0)
                .map(event -> asItWas(event, Long.MAX_VALUE))
                .toList();
    }

    /**
     * What the user may see, ascending, as it was at the last event that the user sees, but for what was taken back, which is
     * gone for everybody; null if the user never was a member.
     */
    public @Nullable List<Event> visibleTo(String user) {
        TreeMap<Long, Event> events = seen.get(user);
        return events == null
                ? null
                : events.values().stream()
                        .map(event -> asItWas(event, until(user)))
                        .toList();
    }

    private long until(String user) {
        return members.contains(user)
                ? Long.MAX_VALUE
                : Objects.requireNonNull(seen.get(user)).lastKey();
    }

    /** What messages said before they were edited, with the event since which they did; of those that are not gone. */
    public Map<Place, Content> versions() {
        Map<Place, Content> versions = new HashMap<>();
        log.stream()
                .filter(event -> event.hasMessageSent() && !recalled.contains(event.getSeq()))
                .forEach(message -> {
                    Event said = message;
                    for (Event edit : edits.getOrDefault(message.getSeq(), List.of())) {
                        versions.put(
                                new Place(conversationId, said.getSeq()),
                                said.hasMessageSent()
                                        ? said.getMessageSent().getContent()
                                        : said.getMessageEdited().getContent());
                        said = edit;
                    }
                });
        return versions;
    }

    /** What became of the messages that the user may see, ascending, as of then. */
    public List<MessageState> statesFor(String user) {
        List<Event> visible = visibleTo(user);
        return visible == null
                ? List.of()
                : visible.stream()
                        .filter(event -> event.hasMessageSent() && !recalled.contains(event.getSeq()))
                        .map(event -> state(event.getSeq(), user))
                        .filter(state -> state.getEditedSeq() > 0 || state.getReactionsSeq() > 0)
                        .toList();
    }

    private MessageState state(long message, String user) {
        var state = MessageState.newBuilder().setSeq(message);
        Event edited = lastEdit(message, until(user));
        if (edited != null) {
            state.setEditedSeq(edited.getSeq()).setEditedMs(edited.getTimeMs());
        }
        Map<List<String>, Long> standing = new HashMap<>();
        for (Event event : log) {
            ReactionChanged change = event.getReactionChanged();
            if (event.hasReactionChanged() && change.getTargetSeq() == message && event.getSeq() <= until(user)) {
                state.setReactionsSeq(event.getSeq());
                List<String> reaction = List.of(event.getActor().getUserId(), change.getEmoji());
                if (change.getPresent()) {
                    standing.put(reaction, event.getSeq());
                } else {
                    standing.remove(reaction);
                }
            }
        }
        EMOJI.stream()
                .filter(emoji -> !seqs(standing, emoji).isEmpty())
                .sorted(comparingInt((String emoji) -> -seqs(standing, emoji).size())
                        .thenComparing(emoji -> Collections.min(seqs(standing, emoji))))
                .forEach(emoji -> state.addReactions(ReactionCount.newBuilder()
                        .setEmoji(emoji)
                        .setCount(seqs(standing, emoji).size())
                        .setMine(standing.containsKey(List.of(user, emoji)))));
        return state.build();
    }

    private static List<Long> seqs(Map<List<String>, Long> standing, String emoji) {
        return standing.entrySet().stream()
                .filter(reaction -> reaction.getKey().getLast().equals(emoji))
                .map(Map.Entry::getValue)
                .toList();
    }

    private @Nullable Event lastEdit(long message, long until) {
        return edits.getOrDefault(message, List.of()).stream()
                .filter(edit -> edit.getSeq() <= until)
                .reduce((before, later) -> later)
                .orElse(null);
    }

    private Event asItWas(Event event, long until) {
        if (event.hasMessageSent()) {
            var sent = event.getMessageSent().toBuilder();
            Event edit = lastEdit(event.getSeq(), until);
            if (recalled.contains(event.getSeq())) {
                sent.clearContent();
            } else if (edit != null) {
                sent.setContent(edit.getMessageEdited().getContent());
            }
            return event.toBuilder().setMessageSent(sent).build();
        }
        long message = event.getMessageEdited().getTargetSeq();
        boolean isSilent = event.hasMessageEdited()
                && (recalled.contains(message)
                        || idle.contains(event.getSeq())
                        || !event.equals(lastEdit(message, until)));
        return isSilent
                ? event.toBuilder()
                        .setMessageEdited(event.getMessageEdited().toBuilder().clearContent())
                        .build()
                : event;
    }

    private void step() {
        String user = USERS.get(random.nextInt(USERS.size()));
        boolean in = members.contains(user);
        switch (random.nextInt(10)) {
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
            case 5, 6 -> edit();
            case 7, 8 -> react(user);
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

    /** Most often a message by its sender; now and then by somebody else, or something that is no message, or is gone. */
    private void edit() {
        if (seq < 2) {
            return;
        }
        List<Event> shown = log.stream()
                .filter(event -> event.getSeq() > 0)
                .filter(event -> event.hasMessageSent() || random.nextInt(20) == 0)
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        Event target = shown.get(random.nextInt(shown.size()));
        String user = random.nextInt(8) == 0
                ? USERS.get(random.nextInt(USERS.size()))
                : target.getActor().getUserId();
        happens(
                Set.of(),
                Set.of(),
                event(user)
                        .setMessageEdited(MessageEdited.newBuilder()
                                .setTargetSeq(target.getSeq())
                                .setContent(Content.newBuilder()
                                        .setText("word " + (target.getSeq() - 1) + " since " + (seq + 1)))));
        if (target.hasMessageSent() && target.getActor().getUserId().equals(user)) {
            edits.computeIfAbsent(target.getSeq(), absent -> new ArrayList<>()).add(log.getLast());
        } else {
            idle.add(seq);
        }
    }

    /** Of somebody, or now and then what was done before is done again, which changes it. */
    private void react(String somebody) {
        if (seq < 2) {
            return;
        }
        String user = somebody;
        long target = 1 + random.nextLong(seq);
        String emoji = EMOJI.get(random.nextInt(EMOJI.size()));
        List<Event> before = log.stream().filter(Event::hasReactionChanged).toList();
        if (!before.isEmpty() && again.nextInt(2) == 0) {
            Event one = before.get(again.nextInt(before.size()));
            user = one.getActor().getUserId();
            target = one.getReactionChanged().getTargetSeq();
            emoji = one.getReactionChanged().getEmoji();
        }
        Set<List<String>> standing = reactions.computeIfAbsent(target, absent -> new HashSet<>());
        boolean isNew = !standing.remove(List.of(user, emoji));
        happens(
                Set.of(),
                Set.of(),
                event(user)
                        .setReactionChanged(ReactionChanged.newBuilder()
                                .setTargetSeq(target)
                                .setEmoji(emoji)
                                .setPresent(isNew)));
        if (isNew) {
            standing.add(List.of(user, emoji));
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
