package io.hongyan.message.signals;

import io.hongyan.message.router.Parcel;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.TypingSignal;
import io.hongyan.proto.signals.v1.SendTypingRequest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What becomes of a user's typing. */
public final class Typing {

    private Typing() {}

    /** What is wrong with a request, as a sentence. */
    public static Optional<String> objection(SendTypingRequest request) {
        if (request.getConversationId().isEmpty()) {
            return Optional.of("conversation_id is missing.");
        }
        if (request.getUserId().isEmpty()) {
            return Optional.of("user_id is missing.");
        }
        return Optional.empty();
    }

    /** What the members are told: all sessions but the one that it comes from, one's other devices excepted too. */
    public static Parcel parcel(SendTypingRequest request, Set<String> members) {
        var others = new HashSet<>(members);
        others.remove(request.getUserId()); // "Another member types": one's own devices are not told
        var signal = TypingSignal.newBuilder()
                .setConversationId(request.getConversationId())
                .setUserId(request.getUserId())
                .setTyping(request.getTyping());
        return new Parcel(
                others,
                request.getSessionId(),
                ServerFrame.newBuilder().setTyping(signal).build(),
                true,
                request.getConversationId(),
                0);
    }
}
