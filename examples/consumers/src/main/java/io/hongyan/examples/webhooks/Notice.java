package io.hongyan.examples.webhooks;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.hongyan.proto.events.v1.Event;
import java.util.Map;
import java.util.TreeMap;

/**
 * An event as a receiver gets it: a CloudEvent in HTTP's binary mode, with the event as Protobuf's canonical JSON.
 *
 * @param headers without the signature
 * @param body JSON
 */
public record Notice(Map<String, String> headers, String body) {

    private static final JsonFormat.Printer JSON = JsonFormat.printer().omittingInsignificantWhitespace();

    /**
     * Of a record's value.
     *
     * @param cloudEvent the headers {@code ce_…} of the record, without that beginning
     * @throws InvalidProtocolBufferException if the value is no event
     */
    public static Notice of(Map<String, String> cloudEvent, byte[] value) throws InvalidProtocolBufferException {
        Map<String, String> headers = new TreeMap<>();
        cloudEvent.forEach((name, text) -> headers.put("ce-" + name, text));
        headers.put("Content-Type", "application/json");
        return new Notice(headers, JSON.print(Event.parseFrom(value)));
    }
}
