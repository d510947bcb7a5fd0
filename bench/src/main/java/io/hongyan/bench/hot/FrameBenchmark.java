package io.hongyan.bench.hot;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.hongyan.connector.frame.Decoded;
import io.hongyan.connector.frame.SharedFrame;
import io.hongyan.connector.frame.json.JsonFrames;
import io.hongyan.connector.frame.protobuf.DelimitedReader;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Message;
import io.hongyan.proto.client.v1.Send;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.content.v1.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A 100-character message between two, as it comes from a socket and as it goes to one. */
@State(Scope.Benchmark)
public class FrameBenchmark {

    private static final int FRAME_BYTES_MAX = 1 << 20;
    private static final Content CONTENT =
            Content.newBuilder().setText("x".repeat(100)).build();
    private static final ClientFrame SEND = ClientFrame.newBuilder()
            .setId(17)
            .setSend(Send.newBuilder()
                    .setConversationId("d:alice:bob")
                    .setClientMessageId("01jdq4t2m8")
                    .setContent(CONTENT))
            .build();
    private static final ServerFrame EVENT = ServerFrame.newBuilder()
            .setEvent(ClientEvent.newBuilder()
                    .setConversationId("d:alice:bob")
                    .setSeq(123_456)
                    .setTimeMs(1_790_000_000_000L)
                    .setUserId("alice")
                    .setMessage(Message.newBuilder().setContent(CONTENT)))
            .build();

    private final byte[] delimited = delimited(SEND);
    private final String json = json(SEND);
    private final ByteString encoded = EVENT.toByteString();
    private final DelimitedReader reader = new DelimitedReader(FRAME_BYTES_MAX);

    /** From a chunk of a TCP stream. */
    @Benchmark
    public @Nullable Decoded decodeDelimited() {
        reader.feed(delimited, 0, delimited.length);
        return reader.next();
    }

    /** From a text frame of a WebSocket. */
    @Benchmark
    public Decoded decodeJson() {
        return JsonFrames.decode(json);
    }

    /** A frame of this process's own, such as an ack. */
    @Benchmark
    public byte[] encodeDelimited() {
        return SharedFrame.of(EVENT).delimited();
    }

    /** A delivery, which was encoded by the router: for all sockets of one kind together. */
    @Benchmark
    public byte[] passOnDelimited() {
        return SharedFrame.ofEncoded(encoded).delimited();
    }

    /** The same for web sockets that speak JSON. */
    @Benchmark
    public byte[] passOnJson() throws InvalidProtocolBufferException {
        return SharedFrame.ofEncoded(encoded).json();
    }

    private static byte[] delimited(ClientFrame frame) {
        var bytes = new ByteArrayOutputStream();
        try {
            frame.writeDelimitedTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String json(ClientFrame frame) {
        try {
            return JsonFormat.printer().omittingInsignificantWhitespace().print(frame);
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }
}
