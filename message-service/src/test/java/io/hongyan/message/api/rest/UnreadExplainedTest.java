package io.hongyan.message.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.hongyan.proto.explain.v1.CursorMove;
import io.hongyan.proto.explain.v1.ExplainUnreadResponse;
import io.hongyan.proto.explain.v1.UnreadExplanation;
import io.hongyan.proto.explain.v1.UnreadMessage;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnreadExplainedTest {

    @Test
    void descriptionHasTheFieldsOfTheContract() {
        assertThat(fields(UnreadExplained.class)).isEqualTo(fields(ExplainUnreadResponse.getDescriptor()));
        assertThat(fields(UnreadExplained.Conversation.class)).isEqualTo(fields(UnreadExplanation.getDescriptor()));
        assertThat(fields(UnreadExplained.Message.class)).isEqualTo(fields(UnreadMessage.getDescriptor()));
        assertThat(fields(UnreadExplained.Move.class)).isEqualTo(fields(CursorMove.getDescriptor()));
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
