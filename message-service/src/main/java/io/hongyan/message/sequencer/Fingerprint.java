package io.hongyan.message.sequencer;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.GroupCreated;
import io.hongyan.proto.events.v1.Member;
import io.hongyan.proto.events.v1.MessageEdited;
import io.hongyan.proto.events.v1.MessageSent;
import java.util.List;

/**
 * Tells a resend from another use of the same client id: 64 bits by FNV-1a over the fields, not over encoded bytes, so
 * that it outlives new versions of the contract. It guards a client against its own mistakes; it need not resist attacks.
 */
final class Fingerprint {

    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    /** Tells edits from messages, whose first number is that of a kind of content. */
    private static final int EDIT = -1;

    private Fingerprint() {}

    static long of(MessageSent sent) {
        Content content = sent.getContent();
        long hash = mix(BASIS, content.getKindCase().getNumber());
        return mix(mix(hash, sent.getCountable() ? 1 : 0), content);
    }

    static long of(MessageEdited edited) {
        long hash = mix(mix(BASIS, EDIT), edited.getContent().getKindCase().getNumber());
        return mix(mix(hash, Long.hashCode(edited.getTargetSeq())), edited.getContent());
    }

    private static long mix(long before, Content content) {
        long hash = content.hasReplyTo()
                ? mix(before, Long.hashCode(content.getReplyTo().getSeq()))
                : before;
        return switch (content.getKindCase()) {
            case TEXT -> mix(hash, content.getText());
            case CUSTOM -> {
                hash = mix(hash, content.getCustom().getType());
                hash = mix(hash, content.getCustom().getData());
                yield mix(hash, content.getCustom().getFallback());
            }
            case IMAGE -> mix(hash, content.getImage());
            case VOICE -> mix(hash, content.getVoice());
            case VIDEO -> mix(hash, content.getVideo());
            case FILE -> mix(hash, content.getFile());
            case LOCATION -> mix(hash, content.getLocation());
            case CONTACT -> mix(hash, content.getContact());
            case KIND_NOT_SET -> hash;
        };
    }

    /** Fields that are set, in the order of their numbers: what a later version adds and nobody sets changes nothing. */
    private static long mix(long before, Message message) {
        long hash = before;
        for (var field : message.getAllFields().entrySet()) {
            hash = mix(hash, field.getKey().getNumber());
            hash = mix(hash, field.getValue());
        }
        return hash;
    }

    private static long mix(long hash, Object value) {
        return switch (value) {
            case Message part -> mix(hash, part);
            case List<?> values -> {
                long mixed = mix(hash, values.size());
                for (Object each : values) {
                    mixed = mix(mixed, each);
                }
                yield mixed;
            }
            case ByteString bytes -> mix(hash, bytes);
            case String text -> mix(hash, text);
            default -> mix(hash, value.hashCode()); // numbers: theirs is defined
        };
    }

    static long of(GroupCreated created) {
        long hash = mix(BASIS, created.getName());
        for (Member member : created.getMembersList()) {
            hash = mix(hash, member.getUserId());
        }
        return created.hasRules() ? mix(hash, (Message) created.getRules()) : hash;
    }

    private static long mix(long hash, String text) {
        long mixed = mix(hash, text.length()); // the length first, so that "ab","c" is not "a","bc"
        for (int i = 0; i < text.length(); i++) {
            mixed = (mixed ^ text.charAt(i)) * PRIME;
        }
        return mixed;
    }

    private static long mix(long hash, ByteString bytes) {
        long mixed = mix(hash, bytes.size());
        for (int i = 0; i < bytes.size(); i++) {
            mixed = (mixed ^ (bytes.byteAt(i) & 0xff)) * PRIME;
        }
        return mixed;
    }

    private static long mix(long hash, int number) {
        return (hash ^ number) * PRIME;
    }
}
