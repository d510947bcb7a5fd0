package io.hongyan.message.unread.grpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hongyan.message.unread.Conversations;
import io.hongyan.message.unread.postgres.Inbox.Known;
import io.hongyan.proto.conversations.v1.KnownPosition;
import io.hongyan.proto.conversations.v1.RevisionReached;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What requests must be like. Each failure is INVALID_ARGUMENT with a sentence that names the field. */
final class Checks {

    private static final int KNOWN_MAX = 1_000;

    private Checks() {}

    static String user(String field, String userId) {
        if (!Conversations.isUser(userId)) {
            throw invalid("%s must be 1 to 64 characters of [A-Za-z0-9._@-].".formatted(field));
        }
        return userId;
    }

    static String conversation(String field, String conversationId) {
        if (!Conversations.isConversation(conversationId)) {
            throw invalid("%s must be d:<user>:<user> in ascending order, or g: and 26 characters.".formatted(field));
        }
        return conversationId;
    }

    static int pageSize(int wanted, int usual, int max) {
        return size("page_size", wanted, usual, max);
    }

    /** An unsigned number from the wire; in Java the largest are negative. */
    static int size(String field, int wanted, int usual, int max) {
        if (wanted < 0 || wanted > max) {
            throw invalid("%s must be at most %d.".formatted(field, max));
        }
        return wanted == 0 ? usual : wanted;
    }

    static <T> List<T> count(String field, List<T> values, int min, int max) {
        if (values.size() < min || values.size() > max) {
            throw invalid("%s must have %d to %d entries, not %d.".formatted(field, min, max, values.size()));
        }
        return values;
    }

    /** What a device has. Where the same conversation is named twice, the one with the higher seq is meant. */
    static Map<String, Known> known(List<KnownPosition> known) {
        Map<String, Known> positions = new HashMap<>();
        for (KnownPosition one : count("known", known, 0, KNOWN_MAX)) {
            positions.merge(
                    conversation("known.conversation_id", one.getConversationId()),
                    new Known(one.getSeq(), one.hasOwnVersion() ? one.getOwnVersion() : null),
                    (first, second) -> second.seq() > first.seq() ? second : first);
        }
        return positions;
    }

    /** Where the same conversation is named twice, the later event is meant. */
    static Map<String, Long> revisions(List<RevisionReached> reached) {
        Map<String, Long> revisions = new HashMap<>();
        for (RevisionReached one : reached) {
            if (one.getRevision() < 0) {
                throw invalid("reached.revision is beyond all numbers that are given out.");
            }
            revisions.merge(
                    conversation("reached.conversation_id", one.getConversationId()), one.getRevision(), Math::max);
        }
        return revisions;
    }

    static StatusRuntimeException invalid(String sentence) {
        return Status.INVALID_ARGUMENT.withDescription(sentence).asRuntimeException();
    }
}
