package io.hongyan.message.sequencer;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a conversation, as far as one command asks for it: see {@link Scope}.
 *
 * @param id its name
 * @param head how far it has come
 * @param members those who matter, by user id; who is missing never had to do with the conversation
 * @param receipt what the command's client id was used for before, if it was
 * @param target the event that the command is about, if it is recent enough to be known
 */
public record Snapshot(
        ConversationId id,
        Head head,
        Map<String, Member> members,
        @Nullable Receipt receipt,
        @Nullable Shown target) {

    /** How somebody stands to the conversation. */
    public Member member(String userId) {
        Member known = members.get(userId);
        return known == null ? Member.stranger(userId) : known;
    }
}
