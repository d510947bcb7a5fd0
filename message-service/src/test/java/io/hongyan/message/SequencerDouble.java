package io.hongyan.message;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.Reply;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Stands in for the sequencer in one conversation: reads its commands on the real log, and replies what a test says. */
public final class SequencerDouble implements AutoCloseable {

    private final TestLog commands = new TestLog(Topics.COMMANDS);
    private final TestLog replies = new TestLog(Topics.REPLIES);
    private final String conversation;

    /** For this conversation. */
    public SequencerDouble(String conversation) {
        this.conversation = conversation;
    }

    /** The first command, as it stands in the log. */
    public ConsumerRecord<String, byte[]> record() {
        return commands.await(1, record -> conversation.equals(record.key())).getFirst();
    }

    /** The first command. */
    public Command command() {
        try {
            return Command.parseFrom(record().value());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    /** Replies to a command. */
    public void reply(Command command, Consumer<Reply.Builder> outcome) {
        var reply = Reply.newBuilder().setReplyTo(command.getReplyTo()).setConversationId(command.getConversationId());
        outcome.accept(reply);
        replies.append(command.getReplyTo().getSlot(), reply.build().toByteArray());
    }

    /** Writes something where the reply to a command should be that is none. */
    public void replyRubbish(Command command) {
        replies.append(command.getReplyTo().getSlot(), new byte[] {(byte) 0xff});
    }

    @Override
    public void close() {
        commands.close();
        replies.close();
    }
}
