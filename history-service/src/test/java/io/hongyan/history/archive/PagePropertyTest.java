package io.hongyan.history.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class PagePropertyTest {

    @Property
    void walkingForwardMeetsEverythingVisibleOnce(
            @ForAll @LongRange(min = 1, max = 50) long first,
            @ForAll @LongRange(min = 0, max = 60) long length,
            @ForAll @IntRange(min = 1, max = 20) int size) {
        var visible = new Visible(first, first + length - 1);
        List<Long> met = new ArrayList<>();
        long position = 0;

        Page page;
        do {
            page = Page.after(visible, position, size);
            met.addAll(numbers(page));
            position = page.toSeq();
        } while (page.more());

        assertThat(met).isEqualTo(numbers(visible));
    }

    @Property
    void walkingBackwardMeetsEverythingVisibleOnce(
            @ForAll @LongRange(min = 1, max = 50) long first,
            @ForAll @LongRange(min = 0, max = 60) long length,
            @ForAll @IntRange(min = 1, max = 20) int size) {
        var visible = new Visible(first, first + length - 1);
        List<Long> met = new ArrayList<>();
        long position = 0;

        Page page;
        do {
            page = Page.before(visible, position, size);
            met.addAll(0, numbers(page));
            position = page.fromSeq();
        } while (page.more());

        assertThat(met).isEqualTo(numbers(visible));
    }

    /** Whatever a client asks, it gets no more than it asked for and nothing it may not see. */
    @Property
    void aPageStaysWithinSizeAndSight(
            @ForAll @LongRange(min = 1, max = 50) long first,
            @ForAll @LongRange(min = 0, max = 60) long length,
            @ForAll long seq,
            @ForAll @IntRange(min = 1, max = 200) int size) {
        var visible = new Visible(first, first + length - 1);

        for (Page page : List.of(
                Page.after(visible, seq & Long.MAX_VALUE, size),
                Page.before(visible, seq & Long.MAX_VALUE, size),
                Page.missing(visible, seq & Long.MAX_VALUE, size))) {
            assertThat(numbers(page)).hasSizeLessThanOrEqualTo(size);
            assertThat(numbers(visible)).containsAll(numbers(page));
        }
    }

    private static List<Long> numbers(Page page) {
        return LongStream.rangeClosed(page.fromSeq(), page.toSeq()).boxed().toList();
    }

    private static List<Long> numbers(Visible visible) {
        return LongStream.rangeClosed(visible.firstSeq(), visible.lastSeq())
                .boxed()
                .toList();
    }
}
