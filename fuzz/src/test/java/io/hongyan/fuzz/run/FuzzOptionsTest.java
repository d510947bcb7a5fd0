package io.hongyan.fuzz.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class FuzzOptionsTest {

    @Test
    void nothingSaidMeansAllTargetsForAMinuteEach() {
        FuzzOptions options = FuzzOptions.parse(List.of());

        assertThat(options).isEqualTo(new FuzzOptions(List.of(), 1, false));
        assertThat(options.wants("JsonFrames")).isTrue();
    }

    @Test
    void targetsAreNamedByAPartOfTheirName() {
        FuzzOptions options = FuzzOptions.parse(List.of("Json", "--minutes", "30", "--keep", "Token"));

        assertThat(options).isEqualTo(new FuzzOptions(List.of("Json", "Token"), 30, true));
        assertThat(options.wants("JsonFrames")).isTrue();
        assertThat(options.wants("SignedToken")).isTrue();
        assertThat(options.wants("Deliveries")).isFalse();
    }

    @Test
    void whatMakesNoSenseIsRefusedWithASentence() {
        assertThatIllegalArgumentException().isThrownBy(() -> FuzzOptions.parse(List.of("--minutes")));
        assertThatIllegalArgumentException().isThrownBy(() -> FuzzOptions.parse(List.of("--minutes", "0")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FuzzOptions.parse(List.of("--seconds", "3")))
                .withMessageContaining("--seconds");
    }
}
