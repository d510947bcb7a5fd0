package io.hongyan.launcher.trace;

import java.util.List;
import java.util.Optional;

/**
 * A message of which is asked what devices would be told.
 *
 * @param userId whose devices
 * @param message which message
 * @param deviceId which device; empty: all of the user's
 */
record AlertQuestion(String userId, MessageId message, String deviceId) {

    private static final String MESSAGE = "--message";
    private static final String DEVICE = "--device";

    /** Whether words ask about one message, and not what was decided in the last hours. */
    static boolean isMeantBy(List<String> words) {
        return words.contains(MESSAGE);
    }

    /** Empty if the words make no sense. */
    static Optional<AlertQuestion> parse(List<String> words) {
        boolean named = words.size() == 5 && words.get(3).equals(DEVICE);
        if ((words.size() != 3 && !named) || !words.get(1).equals(MESSAGE)) {
            return Optional.empty();
        }
        return MessageId.parse(words.get(2))
                .map(message -> new AlertQuestion(words.getFirst(), message, named ? words.get(4) : ""));
    }
}
