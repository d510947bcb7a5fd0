package io.hongyan.message.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.hongyan.proto.content.v1.ContactCard;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Custom;
import io.hongyan.proto.content.v1.Entity;
import io.hongyan.proto.content.v1.File;
import io.hongyan.proto.content.v1.Image;
import io.hongyan.proto.content.v1.Location;
import io.hongyan.proto.content.v1.Media;
import io.hongyan.proto.content.v1.Mentions;
import io.hongyan.proto.content.v1.Reply;
import io.hongyan.proto.content.v1.Video;
import io.hongyan.proto.content.v1.Voice;
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
        assertThat(fields(MessageToSend.Mentions.class)).isEqualTo(fields(Mentions.getDescriptor()));
        assertThat(fields(MessageToSend.Reply.class)).isEqualTo(fields(Reply.getDescriptor()));
        assertThat(fields(MessageToSend.Entity.class)).isEqualTo(fields(Entity.getDescriptor()));
        assertThat(fields(MessageToSend.Media.class)).isEqualTo(fields(Media.getDescriptor()));
        assertThat(fields(MessageToSend.Image.class)).isEqualTo(fields(Image.getDescriptor()));
        assertThat(fields(MessageToSend.Voice.class)).isEqualTo(fields(Voice.getDescriptor()));
        assertThat(fields(MessageToSend.Video.class)).isEqualTo(fields(Video.getDescriptor()));
        assertThat(fields(MessageToSend.File.class)).isEqualTo(fields(File.getDescriptor()));
        assertThat(fields(MessageToSend.Location.class)).isEqualTo(fields(Location.getDescriptor()));
        assertThat(fields(MessageToSend.ContactCard.class)).isEqualTo(fields(ContactCard.getDescriptor()));
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
