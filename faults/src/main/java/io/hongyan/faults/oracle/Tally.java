package io.hongyan.faults.oracle;

import java.util.Arrays;

/** Counts numbers that are in it beyond a given one, in logarithmic time: a Fenwick tree that grows. */
final class Tally {

    private static final int FIRST_SIZE = 64;

    private int[] tree = new int[FIRST_SIZE + 1];
    private long total;

    /** Puts a number in, or with -1 takes it out again. */
    void add(long number, int change) {
        int at = Math.toIntExact(number);
        while (at >= tree.length) {
            grow();
        }
        total += change;
        for (int i = at; i < tree.length; i += i & -i) {
            tree[i] += change;
        }
    }

    /** How many there are beyond a number. */
    long beyond(long number) {
        long upTo = 0;
        for (int i = (int) Math.min(Math.max(0, number), tree.length - 1L); i > 0; i -= i & -i) {
            upTo += tree[i];
        }
        return total - upTo;
    }

    /** Doubles. The new half is empty, and its last node is over everything: sizes are powers of two. */
    private void grow() {
        int size = (tree.length - 1) * 2;
        tree = Arrays.copyOf(tree, size + 1);
        tree[size] = Math.toIntExact(total);
    }
}
