package io.hongyan.message.audit;

import java.util.Map;

/**
 * Everything about a conversation that counts depend on, as one source has it: the log or the rows.
 *
 * @param revision how many events it is of; 0 if there is no conversation
 * @param headSeq the highest seq
 * @param countable how many countable messages there were
 * @param memberCount how many members it has
 * @param standings everybody who is or was in it
 * @param messages what its countable messages add up to
 * @param mentions what the mentions in them add up to, by {@link MentionSums#key}
 */
public record View(
        long revision,
        long headSeq,
        long countable,
        int memberCount,
        Map<String, Standing> standings,
        MessageSums messages,
        Map<String, MentionSums> mentions) {

    public View {
        standings = Map.copyOf(standings);
        mentions = Map.copyOf(mentions);
    }
}
