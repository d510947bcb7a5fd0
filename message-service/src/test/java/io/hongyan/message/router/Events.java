package io.hongyan.message.router;

import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MembersAdded;
import io.hongyan.proto.events.v1.MembersRemoved;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.events.v1.ReadMoved;
import java.util.List;

/** Events as the sequencer writes them. */
public final class Events {

    /** When all of them happened. */
    public static final long TIME = 1_700_000_000_000L;

    private Events() {}

    /** A message. */
    public static Event sent(String conversation, long seq, String user, String session) {
        return shown(conversation, seq, user, session)
                .setMessageSent(MessageSent.newBuilder()
                        .setClientMessageId("m" + seq)
                        .setContent(Content.newBuilder().setText("hello"))
                        .setCountable(true))
                .build();
    }

    /** New members. */
    public static Event added(String conversation, long seq, String user, List<String> who) {
        return shown(conversation, seq, user, "")
                .setMembersAdded(MembersAdded.newBuilder().addAllUserIds(who))
                .build();
    }

    /** Members who are no more. */
    public static Event removed(String conversation, long seq, String user, List<String> who) {
        return shown(conversation, seq, user, "")
                .setMembersRemoved(MembersRemoved.newBuilder().addAllUserIds(who))
                .build();
    }

    /** A read cursor, after {@code head} shown events. */
    public static Event read(String conversation, long revision, long head, String user, String session, long seq) {
        return base(conversation, user, session)
                .setRevision(revision)
                .setHeadSeq(head)
                .setReadMoved(ReadMoved.newBuilder().setSeq(seq))
                .build();
    }

    /** An event with a number, whose payload is still to be said. Its revision is its seq. */
    public static Event.Builder shown(String conversation, long seq, String user, String session) {
        return base(conversation, user, session).setRevision(seq).setSeq(seq).setHeadSeq(seq);
    }

    /** An event without numbers and payload. */
    public static Event.Builder base(String conversation, String user, String session) {
        return Event.newBuilder()
                .setConversationId(conversation)
                .setTimeMs(TIME)
                .setActor(Actor.newBuilder().setUserId(user).setSessionId(session));
    }
}
