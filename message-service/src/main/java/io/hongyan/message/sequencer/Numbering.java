package io.hongyan.message.sequencer;

import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.events.v1.Event;
import java.time.Instant;

/** Gives out numbers; nothing else does. An event without its payload is begun here and must be committed as it is. */
final class Numbering {

    private Numbering() {}

    /** An event that clients show, which has the next seq. */
    static Event.Builder shown(Head head, Command command, Instant now, boolean countable) {
        return next(head, command, now)
                .setSeq(head.seq() + 1)
                .setHeadSeq(head.seq() + 1)
                .setCseq(countable ? head.cseq() + 1 : head.cseq());
    }

    /** A receipt or a setting, which has no seq. */
    static Event.Builder unshown(Head head, Command command, Instant now) {
        return next(head, command, now).setHeadSeq(head.seq()).setCseq(head.cseq());
    }

    /** The time of an event that comes next: clocks may be set back, or belong to another machine after a failover. */
    static long timeMs(Head head, Instant now) {
        return Math.max(now.toEpochMilli(), head.timeMs());
    }

    private static Event.Builder next(Head head, Command command, Instant now) {
        return Event.newBuilder()
                .setConversationId(command.getConversationId())
                .setRevision(head.revision() + 1)
                .setTimeMs(timeMs(head, now))
                .setActor(command.getActor());
    }
}
