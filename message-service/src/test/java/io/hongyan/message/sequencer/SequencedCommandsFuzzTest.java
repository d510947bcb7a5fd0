package io.hongyan.message.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.message.unread.Conversations;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.Role;
import io.hongyan.testkit.fuzz.FuzzTarget;
import io.hongyan.testkit.fuzz.Pieces;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of {@code hongyan.commands.v1}, one in each piece, all for the conversation of the first good one. Each is set
 * aside, refused with a code that is documented, or becomes an event: numbers stay dense, what the sequencer accepts no
 * projection objects to, and the state is that which the log makes.
 */
class SequencedCommandsFuzzTest implements FuzzTarget {

    private static final int COMMANDS_MAX = 20;

    @Override
    public void check(byte[] input) {
        Conversation conversation = null;
        String id = "";
        for (byte[] piece : Pieces.of(input, COMMANDS_MAX)) {
            Command command = decoded(piece);
            if (command == null) {
                continue;
            }
            if (conversation == null) {
                id = command.getConversationId();
                conversation = new Conversation(new Commands(id));
            }
            decide(conversation, command.toBuilder().setConversationId(id).build());
        }
        if (conversation != null && !conversation.log().isEmpty()) {
            assertThat(conversation.rebuilt().head()).isEqualTo(conversation.head());
        }
    }

    private static @Nullable Command decoded(byte[] piece) {
        try {
            Command command = Command.parseFrom(piece);
            return Sequencing.objection(command.getConversationId(), command) == null ? command : null;
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
    }

    private static void decide(Conversation conversation, Command command) {
        Head before = conversation.head();
        switch (conversation.on(command)) {
            case Decision.Accepted(Event event) -> {
                assertThat(event.getRevision()).isEqualTo(before.revision() + 1);
                assertThat(event.getHeadSeq()).isEqualTo(conversation.head().seq());
                assertThat(conversation.head().seq() - before.seq()).isEqualTo(event.getSeq() == 0 ? 0 : 1);
                assertThat(Conversations.objection(command.getConversationId(), event))
                        .isNull();
                assertThat(event.getGroupCreated().getName()
                                + event.getGroupRenamed().getName())
                        .doesNotContain("\0");
            }
            case Decision.Refused refused -> {
                assertThat(refused.code())
                        .isNotIn(
                                ErrorCode.ERROR_CODE_UNSPECIFIED,
                                ErrorCode.ERROR_CODE_INTERNAL,
                                ErrorCode.UNRECOGNIZED);
                assertThat(refused.message()).isNotBlank().hasSizeLessThan(300);
                assertThat(conversation.head()).isEqualTo(before);
            }
            case Decision.Repeated _, Decision.Unchanged _ ->
                assertThat(conversation.head()).isEqualTo(before);
        }
    }

    @Override
    public List<byte[]> seeds() {
        var two = Commands.IN_PAIR;
        var group = Commands.IN_GROUP;
        List<byte[]> seeds = new ArrayList<>();
        seeds.add(join(
                two.send("alice", "m1", "hi"),
                two.send("bob", "m1", "hello"),
                two.send("alice", "m1", "hi"),
                two.delivered("bob", 1, true),
                two.read("bob", 1),
                two.edit("alice", "e1", 1, "hi there"),
                two.react("bob", 1, "👍", true),
                two.react("bob", 1, ":yes:", false),
                two.recall("alice", 1),
                two.mute("bob", true),
                two.pin("bob", true),
                two.archive("bob", true),
                two.markUnread("bob", true),
                two.read("bob", 1),
                two.block("bob", true),
                two.send("alice", "m2", "are you there?")));
        seeds.add(join(
                group.create("alice", "g1", "trip", "bob", "carol"),
                group.rename("alice", "trip to Oslo"),
                group.add("alice", "dave"),
                group.role("alice", "bob", Role.ROLE_ADMIN),
                group.sendSilently("alice", "shop", "m1", "hi"),
                group.remove("bob", "dave"),
                group.leave("alice"),
                group.read("carol", 3)));
        return seeds;
    }

    private static byte[] join(Command... commands) {
        byte[][] pieces = new byte[commands.length][];
        for (int i = 0; i < commands.length; i++) {
            pieces[i] = commands[i].toByteArray();
        }
        return Pieces.join(pieces);
    }
}
