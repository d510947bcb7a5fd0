package io.hongyan.history.archive.postgres;

import java.nio.charset.StandardCharsets;

/**
 * In which part of a table that is {@code PARTITION BY HASH (a text)} a value lies. It is PostgreSQL's own rule, on a little-endian
 * machine: Jenkins' lookup3 with a seed for partitions ({@code hash_bytes_extended} in hashfn.c, {@code
 * compute_partition_hash_value} in partbounds.c). Tables lie by it, so that no release changes it; still, whoever relies on it asks
 * PostgreSQL first ({@link Parts}).
 */
final class HashPartition {

    private static final long SEED = 0x7A5B22367996DCFDL;
    private static final long COMBINED = 0x49A0F4DD15E5A8E3L;
    private static final int BEGIN = 0x9E3779B9 + 3_923_095;
    private static final int BLOCK = 12;

    private HashPartition() {}

    /** The part's number, from 0. */
    static int of(String value, int parts) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return (int) Long.remainderUnsigned(new Mixing(bytes.length).hash(bytes) + COMBINED, parts);
    }

    /** The three words of lookup3. */
    private static final class Mixing {

        private int a;
        private int b;
        private int c;

        Mixing(int length) {
            a = BEGIN + length;
            b = a;
            c = a;
            a += (int) (SEED >>> 32);
            b += (int) SEED;
            mix();
        }

        long hash(byte[] bytes) {
            int at = 0;
            for (; bytes.length - at >= BLOCK; at += BLOCK) {
                a += word(bytes, at, 4);
                b += word(bytes, at + 4, 4);
                c += word(bytes, at + 8, 4);
                mix();
            }
            int left = bytes.length - at;
            a += word(bytes, at, Math.min(4, left));
            b += word(bytes, at + 4, Math.clamp(left - 4, 0, 4));
            c += word(bytes, at + 8, Math.clamp(left - 8, 0, 3)) << 8; // the lowest byte is for the length
            end();
            return (long) b << 32 | Integer.toUnsignedLong(c);
        }

        private static int word(byte[] bytes, int from, int size) {
            int word = 0;
            for (int i = 0; i < size; i++) {
                word |= (bytes[from + i] & 0xFF) << (8 * i);
            }
            return word;
        }

        private void mix() {
            a = (a - c) ^ Integer.rotateLeft(c, 4);
            c += b;
            b = (b - a) ^ Integer.rotateLeft(a, 6);
            a += c;
            c = (c - b) ^ Integer.rotateLeft(b, 8);
            b += a;
            a = (a - c) ^ Integer.rotateLeft(c, 16);
            c += b;
            b = (b - a) ^ Integer.rotateLeft(a, 19);
            a += c;
            c = (c - b) ^ Integer.rotateLeft(b, 4);
            b += a;
        }

        private void end() {
            c = (c ^ b) - Integer.rotateLeft(b, 14);
            a = (a ^ c) - Integer.rotateLeft(c, 11);
            b = (b ^ a) - Integer.rotateLeft(a, 25);
            c = (c ^ b) - Integer.rotateLeft(b, 16);
            a = (a ^ c) - Integer.rotateLeft(c, 4);
            b = (b ^ a) - Integer.rotateLeft(a, 14);
            c = (c ^ b) - Integer.rotateLeft(b, 24);
        }
    }
}
