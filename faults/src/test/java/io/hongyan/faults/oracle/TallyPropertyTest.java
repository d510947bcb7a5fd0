package io.hongyan.faults.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TallyPropertyTest {

    /** Whatever is put in and taken out: it counts as a sorted set does. */
    @Property
    void itCountsAsASetDoes(
            @ForAll List<@IntRange(min = 1, max = 3_000) Integer> numbers, @ForAll @IntRange(max = 4_000) int beyond) {
        var tally = new Tally();
        var set = new TreeSet<Integer>();
        for (int number : numbers) {
            boolean added = set.add(number);
            if (!added) {
                set.remove(number);
            }
            tally.add(number, added ? 1 : -1);
        }

        assertThat(tally.beyond(beyond)).isEqualTo(set.tailSet(beyond, false).size());
    }
}
