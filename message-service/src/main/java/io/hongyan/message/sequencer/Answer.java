package io.hongyan.message.sequencer;

import io.hongyan.proto.commands.v1.Accepted;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.Refused;
import io.hongyan.proto.commands.v1.Reply;
import io.hongyan.proto.events.v1.Event;

/** What whoever asked is told of a decision. */
public final class Answer {

    private Answer() {}

    /**
     * The reply.
     *
     * @param state what the decision was made upon
     */
    public static Reply to(Command command, Snapshot state, Decision decision) {
        Reply.Builder reply =
                Reply.newBuilder().setReplyTo(command.getReplyTo()).setConversationId(command.getConversationId());
        switch (decision) {
            case Decision.Accepted(Event event) ->
                reply.setAccepted(Accepted.newBuilder()
                        .setSeq(place(command, state, event))
                        .setTimeMs(event.getTimeMs())
                        .setRevision(event.getRevision())
                        .setOwnVersion(event.getOwnVersion())
                        .setExpiresMs(event.getMessageSent().getExpiresMs()));
            case Decision.Repeated(Stamp stamp, long expiresMs) ->
                reply.setAccepted(Accepted.newBuilder()
                        .setSeq(stamp.seq())
                        .setTimeMs(stamp.timeMs())
                        .setRevision(stamp.revision())
                        .setExpiresMs(expiresMs)
                        .setRepeated(true));
            case Decision.Unchanged(long seq, long timeMs) ->
                reply.setAccepted(
                        Accepted.newBuilder().setSeq(seq).setTimeMs(timeMs).setRepeated(true));
            case Decision.Refused(var code, String message) ->
                reply.setRefused(Refused.newBuilder().setCode(code).setMessage(message));
        }
        return reply.build();
    }

    private static long place(Command command, Snapshot state, Event event) {
        return switch (event.getPayloadCase()) {
            case DELIVERED_MOVED ->
                Math.max(
                        event.getDeliveredMoved().getSeq(),
                        state.member(event.getActor().getUserId()).deliveredSeq());
            case READ_MOVED -> event.getReadMoved().getSeq();
            case MUTE_CHANGED, BLOCK_CHANGED -> event.getHeadSeq();
            // A mark that reading took away: the cursor is where it was.
            case ARRANGED ->
                command.hasMarkRead()
                        ? state.member(event.getActor().getUserId()).readSeq()
                        : event.getHeadSeq();
            default -> event.getSeq();
        };
    }
}
