package io.hongyan.connector.frame;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.hongyan.proto.client.v1.ServerFrame;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A frame that several sockets are to be written, encoded once. Each form that a kind of socket needs is made at first
 * use and then shared, so that a group message costs one encoding however many members are here. Safe for use by many
 * threads: two that come first at once make the same form twice, and either stays.
 */
public final class SharedFrame {

    private static final JsonFormat.Printer JSON = JsonFormat.printer().omittingInsignificantWhitespace();

    private final ByteString protobuf;
    private volatile byte @Nullable [] delimited;
    private volatile byte @Nullable [] json;

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

    /** How long the Protobuf encoding is: what the frame counts for in queues, whatever its form on the wire. */
    public int bytes() {
        return protobuf.size();
    }

    /** The length as a varint, then the Protobuf encoding. Shared: not to be written to. */
    public byte[] delimited() {
        byte[] made = delimited;
        if (made == null) {
            int prefix = CodedOutputStream.computeUInt32SizeNoTag(protobuf.size());
            made = new byte[prefix + protobuf.size()];
            int length = protobuf.size();
            int at = 0;
            while (length > 0x7f) {
                made[at++] = (byte) ((length & 0x7f) | 0x80);
                length >>>= 7;
            }
            made[at] = (byte) length;
            protobuf.copyTo(made, prefix);
            delimited = made;
        }
        return made;
    }

    /**
     * The canonical JSON, in UTF-8. Shared: not to be written to.
     *
     * @throws InvalidProtocolBufferException if the encoding that it was made of is not a frame
     */
    public byte[] json() throws InvalidProtocolBufferException {
        byte[] made = json;
        if (made == null) {
            made = JSON.print(frame()).getBytes(StandardCharsets.UTF_8);
            json = made;
        }
        return made;
    }

    /** The frame itself; costs a decoding. */
    public ServerFrame frame() throws InvalidProtocolBufferException {
        return ServerFrame.parseFrom(protobuf);
    }
}
