package io.hongyan.push.send.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Payloads to look at, of providers whose payload names where it goes: a token is as good as an address. */
public final class Tokenless {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Tokenless() {}

    /**
     * A payload without its field {@code token}. It is left out afterwards: it has its share of what the payload may be long.
     *
     * @param payload JSON
     * @param parent the JSON pointer of the object that has the field; empty: the payload itself
     */
    public static String payload(String payload, String parent) {
        try {
            JsonNode json = JSON.readTree(payload);
            ((ObjectNode) json.at(parent)).remove("token");
            return json.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was made here is no JSON", e);
        }
    }
}
