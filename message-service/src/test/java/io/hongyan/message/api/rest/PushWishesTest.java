package io.hongyan.message.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.hongyan.proto.push.v1.AlertExplanation;
import io.hongyan.proto.push.v1.AlertObstacle;
import io.hongyan.proto.push.v1.ConversationAlerts;
import io.hongyan.proto.push.v1.ExplainAlertResponse;
import io.hongyan.proto.push.v1.GetPreferencesResponse;
import io.hongyan.proto.push.v1.ListDevicesResponse;
import io.hongyan.proto.push.v1.PushDevice;
import io.hongyan.proto.push.v1.PushPreferences;
import io.hongyan.proto.push.v1.QuietHours;
import io.hongyan.proto.push.v1.RenderedAlert;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PushWishesTest {

    @Test
    void descriptionsHaveTheFieldsOfTheContract() {
        Map.of(
                        AlertExplained.class, ExplainAlertResponse.getDescriptor(),
                        AlertExplained.Device.class, AlertExplanation.getDescriptor(),
                        AlertExplained.Obstacle.class, AlertObstacle.getDescriptor(),
                        AlertExplained.Rendered.class, RenderedAlert.getDescriptor(),
                        PushDevices.class, ListDevicesResponse.getDescriptor(),
                        PushDevices.Device.class, PushDevice.getDescriptor(),
                        PushWishes.class, GetPreferencesResponse.getDescriptor(),
                        PushWishes.Preferences.class, PushPreferences.getDescriptor(),
                        PushWishes.Quiet.class, QuietHours.getDescriptor(),
                        PushWishes.Alerts.class, ConversationAlerts.getDescriptor())
                .forEach((type, contract) ->
                        assertThat(fields(type)).containsExactlyInAnyOrderElementsOf(fields(contract)));
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
