package io.hongyan.proto.content;

/**
 * Why a content cannot be taken.
 *
 * @param tooLarge whether it is longer than the deployment allows, rather than not as it must be
 * @param sentence names the field, as {@code content.…}, and says what it must be
 */
public record Objection(boolean tooLarge, String sentence) {

    static Objection invalid(String sentence) {
        return new Objection(false, sentence);
    }

    static Objection tooLarge(String sentence) {
        return new Objection(true, sentence);
    }
}
