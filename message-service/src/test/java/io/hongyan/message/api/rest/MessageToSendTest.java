package io.hongyan.message.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Custom;
import io.hongyan.proto.content.v1.Mentions;
import io.hongyan.proto.content.v1.Reply;
import io.hongyan.proto.messaging.v1.SendRequest;
import io.hongyan.proto.messaging.v1.SendResponse;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageToSendTest {

    private static final Set<JavaType> HARMLESS = Set.of(JavaType.STRING, JavaType.BYTE_STRING, JavaType.BOOLEAN);

    @Test
    void descriptionHasTheFieldsOfTheContract() {
        assertThat(fields(MessageToSend.class)).isEqualTo(fields(SendRequest.getDescriptor()));
        assertThat(fields(MessageToSend.Content.class)).isEqualTo(fields(Content.getDescriptor()));
        assertThat(fields(MessageToSend.Custom.class)).isEqualTo(fields(Custom.getDescriptor()));
        assertThat(fields(MessageToSend.Mentions.class)).isEqualTo(fields(Mentions.getDescriptor()));
        assertThat(fields(MessageToSend.Reply.class)).isEqualTo(fields(Reply.getDescriptor()));
        assertThat(fields(MessageToSend.Sent.class)).isEqualTo(fields(SendResponse.getDescriptor()));
    }

    /** The numbers that there are, in the contract's names and JSON's, as numbers and as strings, and hidden by an escape. */
    @Test
    void theNumbersThatThereAreAreLookedAtBefore() {
        for (String content : List.of(
                "{\"text\":\"hi\",\"forwards\":1e99999999}",
                "{\"replyTo\":{\"seq\":\"1e99999999\"}}",
                "{\"reply_to\":{\"thread_seq\":1e99999999}}",
                "{\"\\u0066orwards\":1e99999999}",
                "{\"forwards\":-1}")) {
            assertThat(ModestReferences.in("{\"content\":" + content + "}"))
                    .as(content)
                    .isFalse();
        }
        for (String body : List.of(
                "",
                "reply",
                "{\"content\":{\"text\":\"forwards 1e99999999\",\"replyTo\":{\"seq\":\"12\",\"threadSeq\":3},\"forwards\":1}}",
                "{\"content\":7,\"reply\":1e99999999}")) {
            assertThat(ModestReferences.in(body)).as(body).isTrue();
        }
    }

    /**
     * For a number or an enum, protobuf-java-util's parser writes out what it is given: {@code 1e99999999} holds a
     * processor for a minute. Whoever adds such a field has to look at the text first, as the connector does.
     */
    @Test
    void noFieldMakesTheParserConvertANumber() {
        var others = Stream.of(
                        SendRequest.getDescriptor(),
                        Content.getDescriptor(),
                        Custom.getDescriptor(),
                        Mentions.getDescriptor())
                .flatMap(message -> message.getFields().stream())
                .filter(field -> !HARMLESS.contains(field.getJavaType()))
                .map(FieldDescriptor::getFullName)
                .toList();

        assertThat(others)
                .containsExactly(
                        "hongyan.messaging.v1.SendRequest.content",
                        "hongyan.content.v1.Content.custom",
                        "hongyan.content.v1.Content.mentions",
                        "hongyan.content.v1.Content.reply_to",
                        "hongyan.content.v1.Content.forwards");
        assertThat(SendRequest.getDescriptor().findFieldByName("content").getMessageType())
                .isEqualTo(Content.getDescriptor());
        assertThat(Content.getDescriptor().findFieldByName("custom").getMessageType())
                .isEqualTo(Custom.getDescriptor());
        assertThat(Content.getDescriptor().findFieldByName("mentions").getMessageType())
                .isEqualTo(Mentions.getDescriptor());
    }

    private static List<String> fields(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    private static List<String> fields(Descriptor message) {
        return message.getFields().stream().map(FieldDescriptor::getJsonName).toList();
    }
}
