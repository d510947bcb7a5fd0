package io.hongyan.message.sequencer;

import com.google.protobuf.ByteString;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.GroupCreated;
import io.hongyan.proto.events.v1.Member;
import io.hongyan.proto.events.v1.MessageEdited;
import io.hongyan.proto.events.v1.MessageSent;

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
            case KIND_NOT_SET -> hash;
        };
    }

    static long of(GroupCreated created) {
        long hash = mix(BASIS, created.getName());
        for (Member member : created.getMembersList()) {
            hash = mix(hash, member.getUserId());
        }
        return hash;
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
