package io.hongyan.message.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Custom;
import io.hongyan.proto.messaging.v1.SendRequest;
import io.hongyan.proto.messaging.v1.SendResponse;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageToSendTest {

    @Test
    void descriptionHasTheFieldsOfTheContract() {
        assertThat(fields(MessageToSend.class)).isEqualTo(fields(SendRequest.getDescriptor()));
        assertThat(fields(MessageToSend.Content.class)).isEqualTo(fields(Content.getDescriptor()));
        assertThat(fields(MessageToSend.Custom.class)).isEqualTo(fields(Custom.getDescriptor()));
        assertThat(fields(MessageToSend.Sent.class)).isEqualTo(fields(SendResponse.getDescriptor()));
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
