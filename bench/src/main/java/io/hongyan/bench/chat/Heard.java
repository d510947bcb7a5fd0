package io.hongyan.bench.chat;

import java.util.BitSet;

/** Which numbers of a conversation a user has: those of others' events, and one's own by their acks. */
final class Heard {

    private final BitSet seqs = new BitSet();
    private int dense;

    /** One's own message got this number. */
    synchronized void own(long seq) {
        seqs.set(Math.toIntExact(seq));
    }

    /** Somebody else's event came, perhaps again. */
    synchronized void others(long seq) {
        seqs.set(Math.toIntExact(seq));
    }

    /** The number up to which nothing is missing. */
    synchronized long dense() {
        dense = seqs.nextClearBit(dense + 1) - 1;
        return dense;
    }
}
