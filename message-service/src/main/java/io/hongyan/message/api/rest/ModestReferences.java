package io.hongyan.message.api.rest;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.StringReader;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps numbers such as {@code 1e99999999} from the JSON parser, which would write them out digit by digit, for a minute. Of a
 * message to send only what its content refers to has numbers.
 */
final class ModestReferences {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");

    private ModestReferences() {}

    /** Whether every number that a content would take from the text can be converted cheaply. */
    static boolean in(String body) {
        if (!body.contains("orwards") && !body.contains("eply") && !body.contains("\\u")) {
            return true; // nearly all
        }
        JsonElement message;
        try {
            var reader = new JsonReader(new StringReader(body));
            reader.setStrictness(Strictness.LEGACY_STRICT); // as Protobuf's: it takes and refuses the same
            message = JsonParser.parseReader(reader);
        } catch (JsonParseException e) {
            return true; // not JSON: the real parser says so
        }
        return member(message, List.of("content")).allMatch(ModestReferences::isModest);
    }

    private static boolean isModest(JsonElement content) {
        Stream<JsonElement> reply = member(content, List.of("replyTo", "reply_to"))
                .flatMap(to -> member(to, List.of("seq", "threadSeq", "thread_seq")));
        return Stream.concat(reply, member(content, List.of("forwards")))
                .allMatch(number -> !number.isJsonPrimitive()
                        || NUMBER.matcher(number.getAsString()).matches());
    }

    private static Stream<JsonElement> member(JsonElement of, List<String> names) {
        return of instanceof JsonObject object
                ? names.stream().filter(object::has).map(object::get)
                : Stream.empty();
    }
}
