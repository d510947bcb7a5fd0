package io.hongyan.connector.frame.protobuf;

import com.google.protobuf.CodedInputStream;
import io.hongyan.connector.frame.Decoded;
import io.hongyan.proto.client.v1.ClientFrame;
import java.io.IOException;

/** Frames in Protobuf, each already told apart from its neighbours. */
public final class ProtobufFrames {

    private ProtobufFrames() {}

    /** What {@code length} bytes from {@code offset} are. Copies nothing but the frame's own fields. */
    public static Decoded decode(byte[] bytes, int offset, int length) {
        try {
            return Decoded.of(ClientFrame.parseFrom(CodedInputStream.newInstance(bytes, offset, length)));
        } catch (IOException e) { // what it says is about positions and tags only: no help to who wrote the bytes
            return Decoded.malformed("the bytes are not a ClientFrame in Protobuf");
        }
    }
}
