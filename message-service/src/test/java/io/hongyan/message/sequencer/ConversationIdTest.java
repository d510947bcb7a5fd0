package io.hongyan.message.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationIdTest {

    @Test
    void namesTwoPeopleOrAGroup() {
        assertThat(ConversationId.parse("d:Bob.x@y-z_1:alice"))
                .isEqualTo(new ConversationId.Two("Bob.x@y-z_1", "alice"));
        assertThat(ConversationId.parse("g:0123456789abcdefghjkmnpqrs"))
                .isEqualTo(new ConversationId.Group("g:0123456789abcdefghjkmnpqrs"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "d",
                "d:",
                "d:alice",
                "d:alice:",
                "d::bob",
                "d:bob:alice",
                "d:alice:alice",
                "d:alice:bob:carol",
                "d:al ice:bob",
                "d:al/ice:bob",
                "x:alice:bob",
                "g:",
                "g:0123456789abcdefghjkmnpqr",
                "g:0123456789abcdefghjkmnpqrst",
                "g:0123456789ABCDEFGHJKMNPQRS",
                "g:0123456789abcdefghijkmnpqr",
                "d:a:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
            })
    void namesNothing(String id) {
        assertThat(ConversationId.parse(id)).isNull();
    }
}
