package io.hongyan.connector.frame.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.hongyan.connector.frame.Decoded;
import io.hongyan.connector.frame.EveryFrame;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.testkit.fuzz.FuzzTarget;
import java.util.ArrayList;
import java.util.List;

/**
 * A frame in JSON: any text is malformed or is a frame, which is the same after being written and read again, in JSON and
 * in Protobuf. What cannot be written in Protobuf could neither go to the log nor to the other side.
 */
class JsonFramesFuzzTest implements FuzzTarget {

    @Override
    public void check(byte[] input) throws Exception {
        switch (JsonFrames.decode(ByteString.copyFrom(input))) {
            case Decoded.Broken broken -> assertThat(broken.code()).isEqualTo(ErrorCode.ERROR_CODE_MALFORMED_FRAME);
            case Decoded.Unknown _ -> {} // of a newer release: nothing of it is used
            case Decoded.Known(ClientFrame frame) -> {
                assertThat(ClientFrame.parseFrom(frame.toByteArray())).isEqualTo(frame);
                String json = JsonFormat.printer().print(frame);
                assertThat(JsonFrames.decode(ByteString.copyFromUtf8(json))).isEqualTo(new Decoded.Known(frame));
            }
        }
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (ClientFrame frame : EveryFrame.all()) {
            seeds.add(json(frame).getBytes(UTF_8));
        }
        seeds.add("{\"id\":7,\"hello\":{\"device_id\":\"\\u0070hone\",\"platform\":\"PLATFORM_WEB\",\"x\":[1,null]}}"
                .getBytes(UTF_8));
        seeds.add("{\"id\":1e3,\"read\":{\"seq\":\"12345678901234567890\"}}".getBytes(UTF_8));
        return seeds;
    }

    private static String json(ClientFrame frame) {
        try {
            return JsonFormat.printer().omittingInsignificantWhitespace().print(frame);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
