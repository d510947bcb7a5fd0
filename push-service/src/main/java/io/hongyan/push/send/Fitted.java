package io.hongyan.push.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.UnaryOperator;

/** Makes a payload as long as a provider allows: the whole body if it fits, else as much of it as does. */
public final class Fitted {

    private Fitted() {}

    /**
     * The payload with the longest body that fits, cut between characters as people see them.
     *
     * @param body what the alert says
     * @param bytesMax how long the payload may be, in bytes of UTF-8; the payload with an empty body must fit
     * @param payload makes a payload of a body; longer bodies make longer payloads
     */
    public static String of(String body, int bytesMax, UnaryOperator<String> payload) {
        String whole = payload.apply(body);
        if (bytes(whole) <= bytesMax) {
            return whole;
        }
        // Escapes make it longer than the text, so the length is found by halving: a dozen attempts for the longest
        // text.
        int fits = 0;
        int tooLong = bytes(body);
        while (tooLong - fits > 1) {
            int middle = (fits + tooLong) / 2;
            if (bytes(payload.apply(Wording.cut(body, middle))) <= bytesMax) {
                fits = middle;
            } else {
                tooLong = middle;
            }
        }
        return payload.apply(Wording.cut(body, fits));
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }
}
