package io.hongyan.message.audit;

import io.hongyan.message.unread.CountableMessage;
import io.hongyan.message.unread.Mention;
import io.hongyan.message.unread.RecalledMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The countable messages of one conversation, in 20 bytes each; and whom they mention, in 8 bytes for each name. */
final class Countables {

    private static final int FIRST_CAPACITY = 16;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> senders = new ArrayList<>();
    private final BitSet recalled = new BitSet();
    private final Named named = new Named();
    private long[] seqs = new long[FIRST_CAPACITY];
    private long[] cseqs = new long[FIRST_CAPACITY];
    private int[] sentBy = new int[FIRST_CAPACITY];
    private int size;

    int size() {
        return size;
    }

    /** How much of it there is to be kept. */
    int kept() {
        return size + named.size();
    }

    /** Adds one. Its seq must be greater than those before. */
    void add(long seq, long cseq, String sender) {
        if (size == seqs.length) {
            seqs = Arrays.copyOf(seqs, size * 2);
            cseqs = Arrays.copyOf(cseqs, size * 2);
            sentBy = Arrays.copyOf(sentBy, size * 2);
        }
        seqs[size] = seq;
        cseqs[size] = cseq;
        sentBy[size] = numbers.computeIfAbsent(sender, it -> {
            senders.add(it);
            return senders.size() - 1;
        });
        size++;
    }

    /** The one that was added last speaks to a user by name, or to everyone: then the name is empty. */
    void name(String user) {
        named.add(user, size - 1);
    }

    /** Takes one back; nothing if there is none with this seq. */
    void recall(long seq) {
        int index = Arrays.binarySearch(seqs, 0, size, seq);
        if (index >= 0) {
            recalled.set(index);
        }
    }

    /** How many came after a seq, were sent by somebody else and not taken back: counted one by one. */
    long unread(String userId, long afterSeq) {
        int self = numbers.getOrDefault(userId, -1);
        long count = 0;
        for (int i = size - 1; i >= 0 && seqs[i] > afterSeq; i--) {
            count += sentBy[i] != self && !recalled.get(i) ? 1 : 0;
        }
        return count;
    }

    /** How many of those that are unread speak to the user by name, or to everyone. */
    long unreadMentions(String userId, long afterSeq) {
        int self = numbers.getOrDefault(userId, -1);
        return IntStream.concat(named.messages(userId), named.messages(Mention.EVERYONE))
                .filter(i -> seqs[i] > afterSeq && sentBy[i] != self && !recalled.get(i))
                .distinct()
                .count();
    }

    List<Mention> mentions(String conversationId) {
        List<Mention> mentions = new ArrayList<>();
        named.forEach((user, message) -> {
            if (!recalled.get(message)) {
                mentions.add(new Mention(conversationId, user, seqs[message], senders.get(sentBy[message])));
            }
        });
        return mentions;
    }

    /** What the rows of all of them add up to. */
    MessageSums sums() {
        long[] own = new long[senders.size()];
        long seqSum = 0;
        long cseqSum = 0;
        long ownSum = 0;
        for (int i = 0; i < size; i++) {
            seqSum += seqs[i];
            cseqSum += cseqs[i];
            own[sentBy[i]]++;
            ownSum += own[sentBy[i]];
        }
        long recalledSeqs = recalled.stream().mapToLong(index -> seqs[index]).sum();
        long recalledSquares =
                recalled.stream().mapToLong(index -> seqs[index] * seqs[index]).sum();
        return new MessageSums(size, seqSum, cseqSum, ownSum, recalled.cardinality(), recalledSeqs, recalledSquares);
    }

    List<CountableMessage> messages(String conversationId) {
        List<CountableMessage> messages = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            messages.add(new CountableMessage(conversationId, seqs[i], cseqs[i], senders.get(sentBy[i])));
        }
        return messages;
    }

    List<RecalledMessage> recalled(String conversationId) {
        return recalled.stream()
                .mapToObj(index -> new RecalledMessage(conversationId, seqs[index]))
                .toList();
    }
}
