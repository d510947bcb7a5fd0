package io.hongyan.push.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class WordingPropertyTest {

    /** Whatever people write: never too long, never half a code point, and nothing made up. */
    @Property
    void whatIsCutFitsAndIsABeginning(@ForAll String text, @ForAll @IntRange(max = 300) int bytesMax) {
        String valid = new String(text.getBytes(UTF_8), UTF_8); // as Protobuf hands it over: no lone surrogates

        String cut = Wording.cut(valid, bytesMax);

        assertThat(cut.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(bytesMax);
        assertThat(new String(cut.getBytes(UTF_8), UTF_8)).isEqualTo(cut);
        assertThat(valid).startsWith(cut.equals(valid) || cut.isEmpty() ? cut : cut.substring(0, cut.length() - 1));
    }
}
