package io.hongyan.connector.frame.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.util.JsonFormat;
import io.hongyan.connector.frame.Decoded;
import io.hongyan.connector.frame.EveryFrame;
import io.hongyan.connector.frame.json.JsonFrames;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.testkit.fuzz.FuzzTarget;
import java.util.List;

/**
 * A frame in Protobuf: any bytes are malformed or are a frame, which is the same after being written and read again, in
 * Protobuf and, but for fields that only a newer release knows, in JSON.
 */
class ProtobufFramesFuzzTest implements FuzzTarget {

    @Override
    public void check(byte[] input) throws Exception {
        switch (ProtobufFrames.decode(input, 0, input.length)) {
            case Decoded.Broken broken -> assertThat(broken.code()).isEqualTo(ErrorCode.ERROR_CODE_MALFORMED_FRAME);
            case Decoded.Unknown _ -> {} // of a newer release: nothing of it is used
            case Decoded.Known(ClientFrame frame) -> {
                byte[] written = frame.toByteArray();
                assertThat(ProtobufFrames.decode(written, 0, written.length)).isEqualTo(new Decoded.Known(frame));
                ClientFrame ours =
                        DiscardUnknownFieldsParser.wrap(ClientFrame.parser()).parseFrom(written);
                String json = JsonFormat.printer().print(ours);
                assertThat(JsonFrames.decode(ByteString.copyFromUtf8(json))).isEqualTo(Decoded.of(ours));
            }
        }
    }

    @Override
    public List<byte[]> seeds() {
        return EveryFrame.all().stream().map(ClientFrame::toByteArray).toList();
    }
}
