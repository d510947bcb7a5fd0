package io.hongyan.history.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is looked for, as PostgreSQL is asked for it. */
class WantedTest {

    @Test
    void wordsOfThreeLettersMayBeBeginnings() {
        assertThat(Wanted.of("to the Geese").query()).isEqualTo("('to') & ('the' | 'b:the') & ('geese' | 'b:geese')");
    }

    @Test
    void whatHasNoSpacesIsCoveredByPairs() {
        assertThat(Wanted.of("大雁").query()).isEqualTo("('大雁')");
        assertThat(Wanted.of("雁").query()).isEqualTo("('雁')");
        assertThat(Wanted.of("大雁飞").query()).isEqualTo("('大雁' <1> '雁飞')");
        assertThat(Wanted.of("大雁向南飞").query()).isEqualTo("('大雁' <2> '向南' <1> '南飞')");
        assertThat(Wanted.of("大雁向南").query()).isEqualTo("('大雁' <2> '向南')");
    }

    @Test
    void whatIsQuotedIsOnePhraseAsItIs() {
        assertThat(Wanted.of("\"the grey geese\" fly").query())
                .isEqualTo("('the' <1> 'grey' <1> 'geese') & ('fly' | 'b:fly')");
        assertThat(Wanted.of("\"see 大雁飞, 雁 🎉\"").query()).isEqualTo("('see' <1> '大雁' <1> '雁飞' <2> '雁' <1> '🎉')");
    }

    @Test
    void runsApartAreLookedForApart() {
        assertThat(Wanted.of("大雁 向南 飞 iPhone手机").query()).isEqualTo("('大雁') & ('向南') & ('飞') & ('iphone':*) & ('手机')");
    }

    @Test
    void whatIsSaidTwiceIsLookedForOnce() {
        assertThat(Wanted.of("geese Geese gëese").query()).isEqualTo("('geese' | 'b:geese')");
    }

    @Test
    void signsAreNothingToLookFor() {
        assertThat(Wanted.of(" ...'\\:* & | ! <-> \" ").size()).isZero();
    }

    @Test
    void noTextThatIsNotTooLongHasTooMany() {
        assertThat(Wanted.of("大".repeat(Search.TEXT_MAX)).size()).isEqualTo(100);
        var words = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            words.appendCodePoint('a' + i % 26).append(i % 2 == 0 ? ' ' : ',');
        }
        assertThat(Wanted.of(words.toString()).size()).isLessThanOrEqualTo(Wanted.TERMS_MAX);
    }
}
