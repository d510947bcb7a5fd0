package io.hongyan.connector.frame;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.proto.client.v1.ServerFrame;

/**
 * A frame that several sockets are to be written, encoded once. Each form that a kind of socket needs is made at first
 * use and then shared, so that a group message costs one encoding however many members are here.
 */
public final class SharedFrame {

    private final ByteString protobuf;

    private SharedFrame(ByteString protobuf) {
        this.protobuf = protobuf;
    }

    /** A frame whose Protobuf encoding is already there, such as that of a delivery. */
    public static SharedFrame ofEncoded(ByteString protobuf) {
        return new SharedFrame(protobuf);
    }

    /** A frame that is encoded now. */
    public static SharedFrame of(ServerFrame frame) {
        return new SharedFrame(frame.toByteString());
    }

    /** The Protobuf encoding, without a length before it. */
    public ByteString protobuf() {
        return protobuf;
    }

    /** The frame itself; costs a decoding. */
    public ServerFrame frame() throws InvalidProtocolBufferException {
        return ServerFrame.parseFrom(protobuf);
    }
}
