package io.hongyan.message.sequencer;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a conversation, as far as one command asks for it: see {@link Scope}.
 *
 * @param id its name
 * @param head how far it has come
 * @param members those who matter, by user id; who is missing never had to do with the conversation
 * @param receipt what the command's client id was used for before, if it was
 * @param target the event that the command is about, if it is recent enough to be known
 * @param reactions how the actor reacts to the event that the command is about, if that is about reactions
 */
public record Snapshot(
        ConversationId id,
        Head head,
        Map<String, Member> members,
        @Nullable Receipt receipt,
        @Nullable Shown target,
        Set<String> reactions) {

    /** How somebody stands to the conversation. */
    public Member member(String userId) {
        Member known = members.get(userId);
        return known == null ? Member.stranger(userId) : known;
    }
}
