package io.hongyan.client.inbox;

import java.util.List;
import java.util.OptionalLong;

/**
 * Which unread messages speak to the user by name, or to everyone, as they were first sent.
 *
 * @param count how many, muted or not; part of no sum
 * @param seqs the first of them, ascending
 * @param exact false while the server is being asked, since this device cannot know
 */
public record UnreadMentions(long count, List<Long> seqs, boolean exact) {

    /** Nobody speaks to the user by name. */
    public static final UnreadMentions NONE = new UnreadMentions(0, List.of(), true);

    public UnreadMentions {
        seqs = List.copyOf(seqs);
    }

    /** The first one: where to go to when the conversation is opened. */
    public OptionalLong first() {
        return seqs.isEmpty() ? OptionalLong.empty() : OptionalLong.of(seqs.getFirst());
    }
}
