package io.hongyan.launcher.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.search.v1.TextRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetTest {

    @Test
    void whatWasFoundStandsBetweenMarks() {
        assertThat(Snippet.of("😀 grey geese fly", List.of(range(3, 4), range(8, 5))))
                .isEqualTo("😀 [grey] [geese] fly");
        assertThat(Snippet.of("大雁", List.of(range(0, 2)))).isEqualTo("[大雁]");
    }

    @Test
    void ofALongTextThePartAroundItIsShown() {
        String shown = Snippet.of("x".repeat(100) + " geese " + "y".repeat(100), List.of(range(101, 5)));

        assertThat(shown)
                .startsWith("…xxx")
                .contains(" [geese] yyy")
                .endsWith("y…")
                .hasSizeLessThan(90);
        assertThat(Snippet.of("x".repeat(300), List.of(range(0, 300))))
                .startsWith("[x")
                .endsWith("x]…");
        assertThat(Snippet.of("geese", List.of())).isEqualTo("geese");
        assertThat(Snippet.of("geese", List.of(range(40, 5))))
                .as("of another text")
                .isEqualTo("geese");
    }

    private static TextRange range(int start, int length) {
        return TextRange.newBuilder().setStart(start).setLength(length).build();
    }
}
