package io.hongyan.connector.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class ConversationIdsTest {

    @Test
    void conversationOfTwoNamesThemInAscendingOrder() {
        assertThat(ConversationIds.ofTwo("bob", "ann")).isEqualTo("d:ann:bob");
        assertThat(ConversationIds.ofTwo("ann", "bob")).isEqualTo("d:ann:bob");
        assertThat(ConversationIds.ofTwo("a", "Z")).isEqualTo("d:Z:a");
    }

    @Test
    void onlyWellFormedIdsAreOfTwo() {
        assertThat(ConversationIds.isOfTwo("d:ann:bob")).isTrue();
        assertThat(ConversationIds.isOfTwo("d:bob:ann")).isFalse();
        assertThat(ConversationIds.isOfTwo("d:ann:ann")).isFalse();
        assertThat(ConversationIds.isOfTwo("d:ann")).isFalse();
        assertThat(ConversationIds.isOfTwo("d::bob")).isFalse();
        assertThat(ConversationIds.isOfTwo("d:ann:bob:cat")).isFalse();
        assertThat(ConversationIds.isOfTwo("")).isFalse();
    }

    @Test
    void partnerIsTheOtherOne() {
        assertThat(ConversationIds.partner("d:ann:bob", "ann")).contains("bob");
        assertThat(ConversationIds.partner("d:ann:bob", "bob")).contains("ann");
        assertThat(ConversationIds.partner("d:ann:bob", "cat")).isEmpty();
        assertThat(ConversationIds.partner("g:00000000000000000000000000", "ann"))
                .isEmpty();
    }

    @Test
    void groupIsTheDigestInCrockfordsBase32() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest("ann\0c1".getBytes(UTF_8));

        String id = ConversationIds.group(digest);

        assertThat(id).isEqualTo("g:" + crockford(digest)).hasSize(28);
        assertThat(Arguments.group(id)).isEqualTo(id);
    }

    /** The same, bit by bit. */
    private static String crockford(byte[] digest) {
        StringBuilder text = new StringBuilder();
        for (int character = 0; character < 26; character++) {
            int value = 0;
            for (int bit = character * 5; bit < character * 5 + 5; bit++) {
                value = value * 2 + ((digest[bit / 8] >> (7 - bit % 8)) & 1);
            }
            text.append("0123456789abcdefghjkmnpqrstvwxyz".charAt(value));
        }
        return text.toString();
    }
}
