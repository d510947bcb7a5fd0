package io.hongyan.history.media;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PartPropertyTest {

    @Property
    void aRangeIsWithinTheBytesThatThereAre(
            @ForAll @IntRange(max = 50) int first,
            @ForAll @IntRange(max = 50) int last,
            @ForAll @IntRange(min = 1, max = 40) int size) {
        switch (Part.of("bytes=%d-%d".formatted(first, last), size)) {
            case Part.Some some -> {
                assertThat(some.offset()).isEqualTo(first);
                assertThat(some.length()).isEqualTo(Math.min(last, size - 1) - first + 1);
            }
            case Part.Nothing _ -> assertThat(first).isGreaterThanOrEqualTo(size);
            case Part.All _ -> assertThat(last).isLessThan(first);
        }
    }

    /** Whatever stands there: there is an answer, and it lies within the bytes. */
    @Property
    void anythingElseIsReadWithoutFailing(@ForAll String range, @ForAll @IntRange(min = 1, max = 40) int size) {
        for (String field : new String[] {range, "bytes=" + range}) {
            if (Part.of(field, size) instanceof Part.Some some) {
                assertThat(some.offset() + some.length()).isLessThanOrEqualTo(size);
            }
        }
    }

    @Example
    void rangesAreReadAsTheStandardSays() {
        assertThat(Part.of(null, 10)).isEqualTo(new Part.All());
        assertThat(Part.of("bytes=0-0", 10)).isEqualTo(new Part.Some(0, 1));
        assertThat(Part.of("bytes=4-", 10)).isEqualTo(new Part.Some(4, 6));
        assertThat(Part.of("bytes=-4", 10)).isEqualTo(new Part.Some(6, 4));
        assertThat(Part.of("bytes=-40", 10)).isEqualTo(new Part.Some(0, 10));
        assertThat(Part.of("bytes=-0", 10)).isEqualTo(new Part.Nothing());
        assertThat(Part.of("bytes=10-", 10)).isEqualTo(new Part.Nothing());
        assertThat(Part.of("bytes=-", 10)).isEqualTo(new Part.All());
        assertThat(Part.of("bytes=0-1,3-4", 10)).isEqualTo(new Part.All());
        assertThat(Part.of("bytes=99999999999999999999-", 10)).isEqualTo(new Part.All());
    }
}
