package io.hongyan.testkit.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Several byte strings as one input: each has its length before it, in two bytes. Anything can be taken apart so. */
public final class Pieces {

    private Pieces() {}

    /** Takes an input apart, into at most so many pieces; what a length promises in vain, and what is beyond, is left out. */
    public static List<byte[]> of(byte[] input, int max) {
        List<byte[]> pieces = new ArrayList<>();
        int at = 0;
        while (at + 2 <= input.length && pieces.size() < max) {
            int length = Byte.toUnsignedInt(input[at]) << Byte.SIZE | Byte.toUnsignedInt(input[at + 1]);
            int end = Math.min(input.length, at + 2 + length);
            pieces.add(Arrays.copyOfRange(input, at + 2, end));
            at = end;
        }
        return pieces;
    }

    /** Puts pieces together. */
    public static byte[] join(byte[]... pieces) {
        int length = Arrays.stream(pieces).mapToInt(piece -> piece.length + 2).sum();
        byte[] input = new byte[length];
        int at = 0;
        for (byte[] piece : pieces) {
            if (piece.length > 0xffff) {
                throw new IllegalArgumentException("a piece may have 65535 bytes, not " + piece.length);
            }
            input[at] = (byte) (piece.length >>> Byte.SIZE);
            input[at + 1] = (byte) piece.length;
            System.arraycopy(piece, 0, input, at + 2, piece.length);
            at += 2 + piece.length;
        }
        return input;
    }
}
