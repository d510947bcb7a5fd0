package io.hongyan.message.sequencer;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How somebody reacts to a message. Kept as long as there is a reaction, since nothing else says that one is no news.
 *
 * @param targetSeq the seq of the message
 * @param userId who
 * @param emoji how; empty where nothing is left to be kept
 */
public record Reactions(long targetSeq, String userId, Set<String> emoji) {

    public Reactions {
        emoji = Set.copyOf(emoji);
    }

    Reactions with(String added) {
        Set<String> more = new LinkedHashSet<>(emoji);
        more.add(added);
        return new Reactions(targetSeq, userId, more);
    }

    Reactions without(String removed) {
        Set<String> fewer = new LinkedHashSet<>(emoji);
        fewer.remove(removed);
        return new Reactions(targetSeq, userId, fewer);
    }
}
