package io.hongyan.message.unread;

import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Mentions;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Arranged;
import io.hongyan.proto.events.v1.BlockChanged;
import io.hongyan.proto.events.v1.DeliveredMoved;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.GroupCreated;
import io.hongyan.proto.events.v1.GroupRenamed;
import io.hongyan.proto.events.v1.GroupRules;
import io.hongyan.proto.events.v1.GroupRulesChanged;
import io.hongyan.proto.events.v1.Member;
import io.hongyan.proto.events.v1.MemberLeft;
import io.hongyan.proto.events.v1.MembersAdded;
import io.hongyan.proto.events.v1.MembersRemoved;
import io.hongyan.proto.events.v1.MembersSilenced;
import io.hongyan.proto.events.v1.MessageEdited;
import io.hongyan.proto.events.v1.MessageRecalled;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.events.v1.MuteChanged;
import io.hongyan.proto.events.v1.ReactionChanged;
import io.hongyan.proto.events.v1.ReadMoved;
import io.hongyan.proto.events.v1.Role;
import io.hongyan.proto.events.v1.RoleChanged;
import io.hongyan.proto.events.v1.TimerChanged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the sequencer writes about one conversation, told call by call: numbers as in the contract, nothing else. */
public final class Story {

    /** 2026-01-01T00:00:00Z; each event is one second later than the one before. */
    public static final long START_MS = 1_767_225_600_000L;

    /** Events as records of one partition, each at the offset of its revision. */
    public static List<Recorded> recorded(List<Event> events) {
        return events.stream()
                .map(event -> new Recorded(0, event.getRevision(), event))
                .toList();
    }

    private final String conversationId;
    private final List<Event> events = new ArrayList<>();
    private final Map<String, Role> members = new TreeMap<>();
    private final Map<Long, Event> recallable = new HashMap<>();
    private final Map<String, Long> read = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private long seq;
    private long cseq;

    private Story(String conversationId) {
        this.conversationId = conversationId;
    }

    /** The story of two people, in which nothing has happened yet. */
    public static Story ofTwo(String first, String second) {
        var story = new Story("d:%s:%s".formatted(first, second));
        story.members.put(first, Role.ROLE_UNSPECIFIED);
        story.members.put(second, Role.ROLE_UNSPECIFIED);
        return story;
    }

    /** The story of a group, by any letter or digit; the first of its members is the owner. */
    public static Story ofGroup(char name, String owner, String... others) {
        var story = new Story("g:" + String.valueOf(name).repeat(26));
        var created = GroupCreated.newBuilder()
                .setName("group " + name)
                .addMembers(Member.newBuilder().setUserId(owner).setRole(Role.ROLE_OWNER));
        story.members.put(owner, Role.ROLE_OWNER);
        for (String other : others) {
            created.addMembers(Member.newBuilder().setUserId(other).setRole(Role.ROLE_MEMBER));
            story.members.put(other, Role.ROLE_MEMBER);
        }
        story.shown(owner, Event.newBuilder().setGroupCreated(created));
        return story;
    }

    /** Its conversation. */
    public String id() {
        return conversationId;
    }

    /** All of it. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    /** What was told last. */
    public Event last() {
        return events.getLast();
    }

    /** The members now, in ascending order. */
    public List<String> members() {
        return List.copyOf(members.keySet());
    }

    /** The highest seq so far. */
    public long head() {
        return seq;
    }

    /** The countable messages nobody has taken back. */
    public List<Long> recallable() {
        return recallable.keySet().stream().sorted().toList();
    }

    /** Somebody writes. */
    public Story send(String sender) {
        return send(sender, true);
    }

    /** A message that does not count. */
    public Story sendSilent(String sender) {
        return send(sender, false);
    }

    /** Somebody writes, and speaks to some by name. */
    public Story mention(String sender, String... users) {
        return send(sender, true, Mentions.newBuilder().addAllUserIds(List.of(users)));
    }

    /** Somebody writes, and speaks to everyone; and to some by name besides. */
    public Story mentionEveryone(String sender, String... users) {
        return send(sender, true, Mentions.newBuilder().setEveryone(true).addAllUserIds(List.of(users)));
    }

    /** The same, without counting. */
    public Story mentionSilently(String sender) {
        return send(sender, false, Mentions.newBuilder().setEveryone(true));
    }

    private Story send(String sender, boolean countable) {
        return send(sender, countable, null);
    }

    private Story send(String sender, boolean countable, Mentions.@Nullable Builder mentions) {
        var content = Content.newBuilder().setText("text " + events.size());
        if (mentions != null) {
            content.setMentions(mentions);
        }
        var message = MessageSent.newBuilder()
                .setClientMessageId("m" + events.size())
                .setContent(content)
                .setCountable(countable);
        cseq += countable ? 1 : 0;
        shown(sender, Event.newBuilder().setMessageSent(message));
        recallable.put(seq, last());
        return this;
    }

    /** A message is taken back. */
    public Story recall(String actor, long target) {
        Event sent = recallable.remove(target);
        if (sent == null) {
            throw new IllegalArgumentException("there is no message " + target);
        }
        return shown(
                actor,
                Event.newBuilder()
                        .setMessageRecalled(MessageRecalled.newBuilder()
                                .setTargetSeq(target)
                                .setTargetCseq(sent.getCseq())
                                .setTargetSenderId(sent.getActor().getUserId())
                                .setTargetCountable(sent.getMessageSent().getCountable())));
    }

    /** A message is edited: it counts as it did, whomever it names now. */
    public Story edit(String actor, long target) {
        return shown(
                actor,
                Event.newBuilder()
                        .setMessageEdited(MessageEdited.newBuilder()
                                .setTargetSeq(target)
                                .setContent(Content.newBuilder()
                                        .setText("edit " + events.size())
                                        .setMentions(Mentions.newBuilder().setEveryone(events.size() % 2 == 0)))
                                .setClientMessageId("e" + events.size())));
    }

    /** Somebody reacts, which counts as nothing. */
    public Story react(String actor, long target, boolean present) {
        return shown(
                actor,
                Event.newBuilder()
                        .setReactionChanged(ReactionChanged.newBuilder()
                                .setTargetSeq(target)
                                .setEmoji("👍")
                                .setPresent(present)));
    }

    /** Members come. */
    public Story add(String actor, String... users) {
        for (String user : users) {
            members.put(user, Role.ROLE_MEMBER);
        }
        return shown(
                actor,
                Event.newBuilder().setMembersAdded(MembersAdded.newBuilder().addAllUserIds(List.of(users))));
    }

    /** Members go. */
    public Story remove(String actor, String... users) {
        members.keySet().removeAll(List.of(users));
        return shown(
                actor,
                Event.newBuilder().setMembersRemoved(MembersRemoved.newBuilder().addAllUserIds(List.of(users))));
    }

    /** A member leaves; an owner is followed by the first of those who stay. */
    public Story leave(String user) {
        Role role = members.remove(user);
        var left = MemberLeft.newBuilder();
        if (role == Role.ROLE_OWNER && !members.isEmpty()) {
            String next = members().getFirst();
            left.setNewOwnerId(next);
            members.put(next, Role.ROLE_OWNER);
        }
        return shown(user, Event.newBuilder().setMemberLeft(left));
    }

    /** A member gets a role; by OWNER, the group is handed over. */
    public Story grant(String user, Role role) {
        String owner = owner();
        if (role == Role.ROLE_OWNER && owner != null) {
            members.put(owner, Role.ROLE_ADMIN);
        }
        members.put(user, role);
        return shown(
                owner == null ? user : owner,
                Event.newBuilder()
                        .setRoleChanged(RoleChanged.newBuilder().setUserId(user).setRole(role)));
    }

    /** A member is kept from speaking until a time, or no longer if it is 0. Of an admin it is passed over. */
    public Story silence(String actor, String user, long untilMs) {
        if (members.get(user) != Role.ROLE_MEMBER) {
            return this;
        }
        return shown(
                actor,
                Event.newBuilder()
                        .setMembersSilenced(
                                MembersSilenced.newBuilder().addUserIds(user).setUntilMs(untilMs)));
    }

    /** Messages disappear after so long, or no longer do. */
    public Story timer(String actor, long durationMs) {
        return shown(
                actor,
                Event.newBuilder().setTimerChanged(TimerChanged.newBuilder().setDurationMs(durationMs)));
    }

    /** Who owns the group. */
    public @Nullable String owner() {
        return members.entrySet().stream()
                .filter(member -> member.getValue() == Role.ROLE_OWNER)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** The group gets another name. */
    public Story rename(String actor, String name) {
        return shown(
                actor,
                Event.newBuilder().setGroupRenamed(GroupRenamed.newBuilder().setName(name)));
    }

    /** Who may write is said anew. */
    public Story rules(String actor, Role post) {
        return shown(
                actor,
                Event.newBuilder()
                        .setGroupRulesChanged(GroupRulesChanged.newBuilder()
                                .setRules(GroupRules.newBuilder().setPost(post))));
    }

    /** The cursor moves, if it is forward. */
    public Story read(String user, long upTo) {
        if (upTo <= read.getOrDefault(user, 0L)) {
            return this;
        }
        read.put(user, upTo);
        return own(user, Event.newBuilder().setReadMoved(ReadMoved.newBuilder().setSeq(upTo)));
    }

    /** A device confirms. */
    public Story delivered(String user, long upTo) {
        return hidden(
                user,
                Event.newBuilder().setDeliveredMoved(DeliveredMoved.newBuilder().setSeq(upTo)));
    }

    /** A member mutes, or no longer. */
    public Story mute(String user, boolean muted) {
        return own(
                user, Event.newBuilder().setMuteChanged(MuteChanged.newBuilder().setMuted(muted)));
    }

    /** One of two blocks the other, or no longer. */
    public Story block(String user, boolean blocked) {
        return own(
                user,
                Event.newBuilder().setBlockChanged(BlockChanged.newBuilder().setBlocked(blocked)));
    }

    /** Somebody pins it, or no longer. */
    public Story pin(String user, boolean pinned) {
        return arrange(user, Arranged.newBuilder().setPinned(pinned));
    }

    /** Somebody archives it, or no longer. */
    public Story archive(String user, boolean archived) {
        return arrange(user, Arranged.newBuilder().setArchived(archived));
    }

    /** Somebody marks it as unread, or no longer. */
    public Story mark(String user, boolean unread) {
        return arrange(user, Arranged.newBuilder().setMarkedUnread(unread));
    }

    private Story arrange(String user, Arranged.Builder arranged) {
        return own(user, Event.newBuilder().setArranged(arranged));
    }

    private Story own(String user, Event.Builder event) {
        return hidden(user, event.setOwnVersion(versions.merge(user, 1L, Long::sum)));
    }

    private Story shown(String actor, Event.Builder event) {
        seq++;
        return write(actor, event.setSeq(seq));
    }

    private Story hidden(String actor, Event.Builder event) {
        return write(actor, event);
    }

    private Story write(String actor, Event.Builder event) {
        int number = events.size() + 1;
        events.add(event.setConversationId(conversationId)
                .setRevision(number)
                .setCseq(cseq)
                .setHeadSeq(seq)
                .setTimeMs(START_MS + 1_000L * number)
                .setActor(Actor.newBuilder().setUserId(actor).setDeviceId(actor + "-phone"))
                .build());
        return this;
    }
}
