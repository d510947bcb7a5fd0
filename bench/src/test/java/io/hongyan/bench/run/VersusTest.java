package io.hongyan.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VersusTest {

    @Test
    void whatIsNotAboutAPeerIsTheScenarios() {
        assertThat(Versus.parse(List.of("--rate", "10", "--vs", "ejabberd", "--seconds", "3")))
                .isEqualTo(new Versus(
                        Optional.of(Peer.EJABBERD),
                        false,
                        Optional.empty(),
                        List.of("--rate", "10", "--seconds", "3")));
        assertThat(Versus.parse(List.of("--rate")))
                .isEqualTo(new Versus(Optional.empty(), false, Optional.empty(), List.of("--rate")));
    }

    @Test
    void acknowledgementsCanBeAskedFor() {
        assertThat(Versus.parse(List.of("--vs", "ejabberd", "--peer-acks", "1")).acknowledgements())
                .isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> Versus.parse(List.of("--peer-acks", "1")));
    }

    @Test
    void profilesWantAFolder() {
        assertThat(Versus.parse(List.of("--profile", "before")).profile()).contains(Path.of("before"));
        assertThatIllegalArgumentException().isThrownBy(() -> Versus.parse(List.of("--profile")));
    }

    @Test
    void othersAreNotKnown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Versus.parse(List.of("--vs", "openfire")))
                .withMessageContaining("ejabberd")
                .withMessageContaining("openfire");
    }
}
