package io.hongyan.connector.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.connector.frame.Decoded;
import io.hongyan.connector.frame.EveryFrame;
import io.hongyan.connector.frame.protobuf.ProtobufFrames;
import io.hongyan.connector.session.Identity;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.sessions.v1.Platform;
import io.hongyan.testkit.fuzz.FuzzTarget;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A frame that asks for a command: it is refused by a code that names the client's mistake, or becomes a command that can
 * be written to the log and read again.
 */
class CommandsFuzzTest implements FuzzTarget {

    private static final Identity ALICE = new Identity("alice", "phone", "s1", Platform.PLATFORM_IOS);
    private static final Set<ClientFrame.BodyCase> COMMANDS = EnumSet.of(
            ClientFrame.BodyCase.SEND,
            ClientFrame.BodyCase.RECALL,
            ClientFrame.BodyCase.CREATE_GROUP,
            ClientFrame.BodyCase.CHANGE_GROUP,
            ClientFrame.BodyCase.READ,
            ClientFrame.BodyCase.MUTE,
            ClientFrame.BodyCase.ARRANGE,
            ClientFrame.BodyCase.BLOCK);

    private final Commands commands = new Commands(1_000, bytes -> Arrays.copyOf(bytes, 32));

    @Override
    public void check(byte[] input) throws Exception {
        if (!(ProtobufFrames.decode(input, 0, input.length) instanceof Decoded.Known(ClientFrame frame))
                || !COMMANDS.contains(frame.getBodyCase())) {
            return;
        }
        try {
            Command command = commands.of(ALICE, false, frame, 1_767_272_400_000L);

            assertThat(Command.parseFrom(command.toByteArray())).isEqualTo(command);
            assertThat(command.getConversationId())
                    .matches("d:[A-Za-z0-9._@-]{1,64}:[A-Za-z0-9._@-]{1,64}|g:[0-9a-z]{26}");
        } catch (SuiteException refused) {
            assertThat(refused.error().getCode())
                    .isIn(ErrorCode.ERROR_CODE_INVALID_ARGUMENT, ErrorCode.ERROR_CODE_CONTENT_TOO_LARGE);
            assertThat(refused.error().getMessage()).isNotBlank().hasSizeLessThan(300);
        }
    }

    @Override
    public List<byte[]> seeds() {
        return EveryFrame.all().stream()
                .filter(frame -> COMMANDS.contains(frame.getBodyCase()))
                .map(ClientFrame::toByteArray)
                .toList();
    }
}
