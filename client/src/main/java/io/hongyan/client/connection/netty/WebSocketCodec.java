package io.hongyan.client.connection.netty;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.ServerFrame;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.List;

/** Frames on WebSocket: one message each, Protobuf in binary ones or JSON in text ones. */
final class WebSocketCodec extends MessageToMessageCodec<WebSocketFrame, ClientFrame> {

    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();

    private final boolean json;

    WebSocketCodec(boolean json) {
        this.json = json;
    }

    @Override
    protected void encode(ChannelHandlerContext context, ClientFrame frame, List<Object> out)
            throws InvalidProtocolBufferException {
        out.add(
                json
                        ? new TextWebSocketFrame(PRINTER.print(frame))
                        : new BinaryWebSocketFrame(Unpooled.wrappedBuffer(frame.toByteArray())));
    }

    @Override
    protected void decode(ChannelHandlerContext context, WebSocketFrame message, List<Object> out)
            throws InvalidProtocolBufferException {
        switch (message) {
            case BinaryWebSocketFrame binary ->
                out.add(ServerFrame.parseFrom(binary.content().nioBuffer()));
            case TextWebSocketFrame text -> {
                ServerFrame.Builder frame = ServerFrame.newBuilder();
                PARSER.merge(text.text(), frame);
                out.add(frame.build());
            }
            default -> {} // pings, pongs and closes are answered by Netty
        }
    }
}
