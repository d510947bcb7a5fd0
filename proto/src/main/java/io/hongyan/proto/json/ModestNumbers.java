package io.hongyan.proto.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.StringReader;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps numbers such as {@code 1e99999999} from the JSON parser, which would write them out digit by digit: 20 bytes on
 * the wire held a processor for 55 seconds. Texts that have nothing of the kind, nearly all, cost one scan.
 */
public final class ModestNumbers {

    /** More digits than any number has, an exponent beyond three, or an escape that could hide either. */
    private static final Pattern SUSPICIOUS = Pattern.compile("[eE][+-]?[0-9]{4}|[0-9.]{40}|\\\\u");

    private ModestNumbers() {}

    /** Whether every number that a message of this type would take from the text can be converted cheaply. */
    public static boolean in(String text, Descriptor type) {
        if (!SUSPICIOUS.matcher(text).find()) {
            return true;
        }
        try {
            return modest(JsonParser.parseReader(asProtobufDoes(text)), type);
        } catch (JsonParseException e) {
            return true; // not JSON: the real parser says so
        }
    }

    /** A reader that takes and refuses the same: whatever follows the first value, for one, is not looked at. */
    private static JsonReader asProtobufDoes(String text) {
        var reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.LEGACY_STRICT);
        return reader;
    }

    private static boolean modest(JsonElement value, Descriptor type) {
        return !(value instanceof JsonObject object)
                || object.entrySet().stream().allMatch(entry -> modest(entry, field(entry.getKey(), type)));
    }

    private static boolean modest(Map.Entry<String, JsonElement> entry, @Nullable FieldDescriptor field) {
        return field == null || modest(entry.getValue(), field); // what is unknown is skipped, never converted
    }

    private static boolean modest(JsonElement value, FieldDescriptor field) {
        if (value instanceof JsonArray array) {
            return array.asList().stream().allMatch(each -> modest(each, field));
        }
        return switch (field.getJavaType()) {
            case MESSAGE -> modest(value, field.getMessageType());
            case INT, LONG, FLOAT, DOUBLE, ENUM ->
                !(value instanceof JsonPrimitive number)
                        || !SUSPICIOUS.matcher(number.getAsString()).find();
            case BOOLEAN, STRING, BYTE_STRING -> true;
        };
    }

    private static @Nullable FieldDescriptor field(String name, Descriptor type) {
        for (FieldDescriptor field : type.getFields()) {
            if (field.getJsonName().equals(name) || field.getName().equals(name)) {
                return field;
            }
        }
        return null;
    }
}
