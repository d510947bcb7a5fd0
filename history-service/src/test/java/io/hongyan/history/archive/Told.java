package io.hongyan.history.archive;

import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.GroupCreated;
import io.hongyan.proto.events.v1.Member;
import io.hongyan.proto.events.v1.MembersAdded;
import io.hongyan.proto.events.v1.MembersRemoved;
import io.hongyan.proto.events.v1.MessageEdited;
import io.hongyan.proto.events.v1.MessageRecalled;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.events.v1.ReactionChanged;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Events of one group as the log tells them, to make stories of. */
public final class Told {

    public static final String GROUP = "g:" + "t".repeat(26);

    private Told() {}

    public static Event created(String... members) {
        var created = GroupCreated.newBuilder();
        List.of(members).forEach(user -> created.addMembers(Member.newBuilder().setUserId(user)));
        return event(1, members[0]).setGroupCreated(created).build();
    }

    public static Event added(long seq, String user) {
        return event(seq, "ann")
                .setMembersAdded(MembersAdded.newBuilder().addUserIds(user))
                .build();
    }

    public static Event removed(long seq, String user) {
        return event(seq, "ann")
                .setMembersRemoved(MembersRemoved.newBuilder().addUserIds(user))
                .build();
    }

    public static Event message(long seq, String user, String text) {
        return event(seq, user)
                .setMessageSent(MessageSent.newBuilder()
                        .setCountable(true)
                        .setContent(Content.newBuilder().setText(text)))
                .build();
    }

    public static Event edit(long seq, String user, long target, String text) {
        return event(seq, user)
                .setMessageEdited(MessageEdited.newBuilder()
                        .setTargetSeq(target)
                        .setContent(Content.newBuilder().setText(text)))
                .build();
    }

    public static Event recall(long seq, String user, long target) {
        return event(seq, user)
                .setMessageRecalled(MessageRecalled.newBuilder().setTargetSeq(target))
                .build();
    }

    public static Event reaction(long seq, String user, long target, String emoji, boolean present) {
        return event(seq, user)
                .setReactionChanged(ReactionChanged.newBuilder()
                        .setTargetSeq(target)
                        .setEmoji(emoji)
                        .setPresent(present))
                .build();
    }

    public static Place place(long seq) {
        return new Place(GROUP, seq);
    }

    public static Map<Place, Event> byPlace(Event... events) {
        Map<Place, Event> byPlace = new HashMap<>();
        for (Event event : events) {
            byPlace.put(place(event.getSeq()), event);
        }
        return byPlace;
    }

    private static Event.Builder event(long seq, String user) {
        return Event.newBuilder()
                .setConversationId(GROUP)
                .setRevision(seq)
                .setSeq(seq)
                .setHeadSeq(seq)
                .setTimeMs(1_000 * seq)
                .setActor(Actor.newBuilder().setUserId(user));
    }
}
