package io.hongyan.bench.search;

import java.util.Random;

/**
 * What is said and looked for. As in languages, few words make up most of what is said, and most words are seldom (Zipf): half of
 * the texts are words with spaces, the other half Chinese characters without.
 */
final class Texts {

    private static final int WORDS = 50_000;
    private static final int CHARACTERS = 3_500;
    private static final int FIRST_CHARACTER = 0x4E00;
    private static final String SYLLABLES = "ka lo mi ne tu ra si po de ve an or il um es";

    private final Random random;
    private final String[] syllables = SYLLABLES.split(" ");

    Texts(Random random) {
        this.random = random;
    }

    /** What somebody looks for. */
    enum Kind {
        /** A word, as often as it is said: mostly one that many messages have. */
        WORD,
        /** Two such words. */
        WORDS,
        /** The beginning of a word. */
        BEGINNING,
        /** Two Chinese characters that follow each other. */
        PAIR,
        /** One Chinese character. */
        CHARACTER,
        /** A word that hardly anybody says. */
        SELDOM
    }

    String text() {
        var text = new StringBuilder();
        if (random.nextBoolean()) {
            for (int words = 4 + random.nextInt(12); words > 0; words--) {
                text.append(word()).append(' ');
            }
        } else {
            for (int characters = 6 + random.nextInt(20); characters > 0; characters--) {
                text.append(character());
            }
        }
        return text.toString().strip();
    }

    String wanted(Kind kind) {
        return switch (kind) {
            case WORD -> word();
            case WORDS -> word() + " " + word();
            case BEGINNING -> {
                String word = word();
                yield word.substring(0, Math.min(3, word.length()));
            }
            case PAIR -> "" + character() + character();
            case CHARACTER -> "" + character();
            case SELDOM -> word(WORDS - 1 - random.nextInt(WORDS / 2));
        };
    }

    private String word() {
        return word(rank(WORDS));
    }

    private char character() {
        return (char) (FIRST_CHARACTER + rank(CHARACTERS));
    }

    /** The n-th most frequent is said a n-th as often: what is less than a number is said as often as what is up to its square. */
    private int rank(int of) {
        return (int) Math.min(of - 1, Math.exp(random.nextDouble() * Math.log(of + 1.0)) - 1);
    }

    private String word(int rank) {
        var word = new StringBuilder();
        for (int rest = rank + syllables.length; rest > 0; rest /= syllables.length) {
            word.append(syllables[rest % syllables.length]);
        }
        return word.toString();
    }
}
