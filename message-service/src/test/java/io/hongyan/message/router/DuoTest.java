package io.hongyan.message.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DuoTest {

    @Test
    void idNamesTheTwo() {
        var duo = Duo.of("d:alice:bob");

        assertThat(duo).contains(new Duo("alice", "bob"));
        assertThat(duo.orElseThrow().users()).isEqualTo(Set.of("alice", "bob"));
    }

    @Test
    void anythingElseIsNoConversationOfTwo() {
        var others = List.of("", "d:", "d:alice", "d:alice:", "d::bob", "d:bob:alice", "d:bob:bob", "d:a:b:c", "g:abc");

        assertThat(others).allSatisfy(id -> assertThat(Duo.of(id)).isEmpty());
    }
}
