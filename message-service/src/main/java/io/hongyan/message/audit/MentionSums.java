package io.hongyan.message.audit;

import io.hongyan.message.unread.Mention;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the rows of one user's mentions by one other add up to: enough to notice that one of them is wrong.
 *
 * @param count how many there are
 * @param seqs the sum of their seqs
 * @param squares the sum of the squares of their seqs, for those of the same sum
 */
public record MentionSums(long count, long seqs, long squares) {

    /** By whom, and who mentions them: neither has a slash. */
    public static String key(String userId, String senderId) {
        return userId + "/" + senderId;
    }

    /** Of these. */
    static Map<String, MentionSums> of(List<Mention> mentions) {
        Map<String, MentionSums> sums = new HashMap<>();
        for (Mention mention : mentions) {
            long seq = mention.seq();
            sums.merge(
                    key(mention.userId(), mention.senderId()), new MentionSums(1, seq, seq * seq), MentionSums::plus);
        }
        return sums;
    }

    private MentionSums plus(MentionSums other) {
        return new MentionSums(count + other.count, seqs + other.seqs, squares + other.squares);
    }
}
