package io.hongyan.bench.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongyan.bench.search.People.Place;
import io.hongyan.bench.search.Texts.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TextsTest {

    private final Texts texts = new Texts(new Random(1));

    @Test
    void fewWordsMakeUpMostOfWhatIsSaid() {
        Set<String> different = new HashSet<>();
        int all = 0;
        for (int i = 0; i < 10_000; i++) {
            for (String word : texts.text().split(" ")) {
                different.add(word);
                all++;
            }
        }

        assertThat(different.size()).isBetween(5_000, all / 2);
        for (Kind kind : Kind.values()) {
            assertThat(texts.wanted(kind)).isNotBlank();
        }
    }

    @Test
    void everybodyIsSomewhereAndInTheGroupOfAll() {
        var people = new People(50);
        var random = new Random(1);

        assertThat(people.groups()).hasSize(4);
        assertThat(people.groups().getLast().size()).isEqualTo(10);
        for (int i = 0; i < 1_000; i++) {
            Place place = people.anywhere(random, people.groups());
            assertThat(place.conversationId()).matches("g:[0-9]{26}|d:search-[0-9]{5}:search-[0-9]{5}");
            String[] pair = place.conversationId().split(":");
            if (pair.length == 3) {
                assertThat(pair[1]).isLessThan(pair[2]);
                assertThat(place.writer()).isIn(pair[1], pair[2]);
            }
        }
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        assertThat(SearchOptions.parse(List.of("--messages", "5")).messages()).isEqualTo(5);
        assertThatThrownBy(() -> SearchOptions.parse(List.of("--users", "1")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
