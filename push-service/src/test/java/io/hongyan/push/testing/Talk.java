package io.hongyan.push.testing;

import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Mentions;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.DeliveredMoved;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.GroupCreated;
import io.hongyan.proto.events.v1.Member;
import io.hongyan.proto.events.v1.MemberLeft;
import io.hongyan.proto.events.v1.MembersAdded;
import io.hongyan.proto.events.v1.MembersRemoved;
import io.hongyan.proto.events.v1.MessageEdited;
import io.hongyan.proto.events.v1.MessageRecalled;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.events.v1.MuteChanged;
import io.hongyan.proto.events.v1.ReactionChanged;
import io.hongyan.proto.events.v1.ReadMoved;
import io.hongyan.proto.events.v1.Role;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** A conversation as the sequencer would tell it: each call is its next event, numbered. */
public final class Talk {

    private final String id;
    private long revision;
    private long seq;

    private Talk(String id) {
        this.id = id;
    }

    /** Two people, who have not said anything yet. */
    public static Talk between(String one, String other) {
        return new Talk("d:" + (one.compareTo(other) < 0 ? one + ":" + other : other + ":" + one));
    }

    /** A group that does not exist yet; the name pads its id. */
    public static Talk group(String name) {
        return new Talk("g:" + name + "0".repeat(26 - name.length()));
    }

    public String id() {
        return id;
    }

    /** Of the latest event; 0 if there is none. */
    public long revision() {
        return revision;
    }

    public Event created(String name, String owner, String... others) {
        var created = GroupCreated.newBuilder().setName(name);
        Stream.concat(Stream.of(owner), Stream.of(others))
                .forEach(user ->
                        created.addMembers(Member.newBuilder().setUserId(user).setRole(Role.ROLE_MEMBER)));
        return shown(owner, Instant.now()).setGroupCreated(created).build();
    }

    public Event says(String sender, String text) {
        return says(sender, text, Instant.now());
    }

    public Event says(String sender, String text, Instant at) {
        return sent(sender, text, at, true);
    }

    public Event whispers(String sender, String text) {
        return sent(sender, text, Instant.now(), false);
    }

    public Event recalls(String sender, long target) {
        return shown(sender, Instant.now())
                .setMessageRecalled(MessageRecalled.newBuilder().setTargetSeq(target))
                .build();
    }

    public Event edits(String sender, long target, String text) {
        return shown(sender, Instant.now())
                .setMessageEdited(MessageEdited.newBuilder()
                        .setTargetSeq(target)
                        .setContent(Content.newBuilder().setText(text)))
                .build();
    }

    public Event reacts(String user, long target, String emoji) {
        return shown(user, Instant.now())
                .setReactionChanged(ReactionChanged.newBuilder()
                        .setTargetSeq(target)
                        .setEmoji(emoji)
                        .setPresent(true))
                .build();
    }

    public Event adds(String admin, String... users) {
        return shown(admin, Instant.now())
                .setMembersAdded(MembersAdded.newBuilder().addAllUserIds(List.of(users)))
                .build();
    }

    public Event removes(String admin, String... users) {
        return shown(admin, Instant.now())
                .setMembersRemoved(MembersRemoved.newBuilder().addAllUserIds(List.of(users)))
                .build();
    }

    public Event leaves(String user) {
        return shown(user, Instant.now())
                .setMemberLeft(MemberLeft.getDefaultInstance())
                .build();
    }

    public Event confirms(String user, long upTo, boolean foreground) {
        return hidden(user)
                .setDeliveredMoved(DeliveredMoved.newBuilder().setSeq(upTo).setForeground(foreground))
                .build();
    }

    public Event reads(String user, long upTo) {
        return reads(user, "", upTo);
    }

    public Event reads(String user, String device, long upTo) {
        return event(Actor.newBuilder().setUserId(user).setDeviceId(device), Instant.now())
                .setReadMoved(ReadMoved.newBuilder().setSeq(upTo))
                .build();
    }

    public Event mentions(String sender, String text, String... users) {
        return shown(sender, Instant.now())
                .setMessageSent(MessageSent.newBuilder()
                        .setContent(Content.newBuilder()
                                .setText(text)
                                .setMentions(Mentions.newBuilder().addAllUserIds(List.of(users))))
                        .setCountable(true))
                .build();
    }

    public Event mutes(String user, boolean muted) {
        return hidden(user)
                .setMuteChanged(MuteChanged.newBuilder().setMuted(muted))
                .build();
    }

    private Event sent(String sender, String text, Instant at, boolean countable) {
        return shown(sender, at)
                .setMessageSent(MessageSent.newBuilder()
                        .setContent(Content.newBuilder().setText(text))
                        .setCountable(countable))
                .build();
    }

    private Event.Builder shown(String actor, Instant at) {
        seq++;
        return event(actor, at).setSeq(seq);
    }

    private Event.Builder hidden(String actor) {
        return event(actor, Instant.now());
    }

    private Event.Builder event(String actor, Instant at) {
        return event(Actor.newBuilder().setUserId(actor), at);
    }

    private Event.Builder event(Actor.Builder actor, Instant at) {
        revision++;
        return Event.newBuilder()
                .setConversationId(id)
                .setRevision(revision)
                .setHeadSeq(seq)
                .setTimeMs(at.toEpochMilli())
                .setActor(actor);
    }
}
