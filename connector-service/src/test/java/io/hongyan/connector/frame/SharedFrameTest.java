package io.hongyan.connector.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.ServerFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedFrameTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 127, 128, 20_000, 3_000_000})
    void theDelimitedFormIsThatOfProtobuf(int idLength) throws IOException {
        ServerFrame frame = ack("x".repeat(idLength));
        var expected = new ByteArrayOutputStream();
        frame.writeDelimitedTo(expected);

        byte[] delimited = SharedFrame.of(frame).delimited();

        assertThat(delimited).isEqualTo(expected.toByteArray());
    }

    @Test
    void eachFormIsMadeOnce() throws InvalidProtocolBufferException {
        SharedFrame frame = SharedFrame.of(ack("d:alice:bob"));

        assertThat(frame.delimited()).isSameAs(frame.delimited());
        assertThat(frame.json()).isSameAs(frame.json());
    }

    @Test
    void jsonIsCanonical() throws InvalidProtocolBufferException {
        byte[] json = SharedFrame.ofEncoded(ack("d:alice:bob").toByteString()).json();

        assertThat(json).asString().isEqualTo("{\"id\":7,\"ack\":{\"conversationId\":\"d:alice:bob\",\"seq\":\"9\"}}");
    }

    @Test
    void whatIsNoFrameHasNoJson() {
        SharedFrame rubbish = SharedFrame.ofEncoded(ByteString.copyFromUtf8("\u0012\u007frubbish"));

        assertThatExceptionOfType(InvalidProtocolBufferException.class).isThrownBy(rubbish::json);
    }

    private static ServerFrame ack(String conversation) {
        return ServerFrame.newBuilder()
                .setId(7)
                .setAck(Ack.newBuilder().setConversationId(conversation).setSeq(9))
                .build();
    }
}
