package io.hongyan.client.connection.netty;

import com.google.protobuf.CodedOutputStream;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.ServerFrame;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageCodec;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Frames on TCP and TLS: the length as a base-128 varint, then Protobuf. */
final class LengthPrefixedCodec extends ByteToMessageCodec<ClientFrame> {

    private static final int PREFIX_BYTES_MAX = 5;

    private final int frameBytesMax;

    LengthPrefixedCodec(int frameBytesMax) {
        super(ClientFrame.class);
        this.frameBytesMax = frameBytesMax;
    }

    @Override
    protected void encode(ChannelHandlerContext context, ClientFrame frame, ByteBuf out) throws IOException {
        int length = frame.getSerializedSize();
        int total = CodedOutputStream.computeUInt32SizeNoTag(length) + length;
        out.ensureWritable(total);
        ByteBuffer target = out.nioBuffer(out.writerIndex(), total);
        CodedOutputStream stream = CodedOutputStream.newInstance(target);
        stream.writeUInt32NoTag(length);
        frame.writeTo(stream);
        stream.flush();
        out.writerIndex(out.writerIndex() + total);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws IOException {
        in.markReaderIndex();
        int length = readLength(in);
        if (length < 0 || in.readableBytes() < length) {
            in.resetReaderIndex();
            return;
        }
        out.add(ServerFrame.parseFrom(in.nioBuffer(in.readerIndex(), length)));
        in.skipBytes(length);
    }

    /** The length of the next frame; -1 if it is not all there yet. */
    private int readLength(ByteBuf in) {
        long length = 0;
        for (int i = 0; i < PREFIX_BYTES_MAX; i++) {
            if (!in.isReadable()) {
                return -1;
            }
            byte next = in.readByte();
            length |= (long) (next & 0x7f) << (7 * i);
            if (next >= 0) {
                if (length > frameBytesMax) {
                    throw new TooLongFrameException(
                            "The server's frame has %d bytes; at most %d are taken.".formatted(length, frameBytesMax));
                }
                return (int) length;
            }
        }
        throw new CorruptedFrameException("The length of the server's frame is longer than 5 bytes.");
    }
}
