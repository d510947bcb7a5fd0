package io.hongyan.connector.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.connector.welcome.Turns.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final List<String> begun = new ArrayList<>();
    private final Turns turns = new Turns(2, 2);

    @Test
    void asManyAsAllowedBeginAtOnceAndOthersInTheOrderInWhichTheyCame() {
        Turn first = ask("first");
        Turn second = ask("second");
        ask("third");
        ask("fourth");
        assertThat(begun).containsExactly("first", "second");

        second.end();
        assertThat(begun).containsExactly("first", "second", "third");
        first.end();
        assertThat(begun).containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void whoComesWhenTooManyWaitIsSentAway() {
        ask("first");
        ask("second");
        ask("third");
        ask("fourth");

        assertThat(turns.ask(() -> begun.add("fifth"))).isNull();
        assertThat(turns.waiting()).isEqualTo(2);
    }

    @Test
    void whoLeavesWhileWaitingNeverBeginsAndMakesRoom() {
        Turn first = ask("first");
        ask("second");
        ask("third").end();
        ask("fourth");
        assertThat(turns.waiting()).isEqualTo(1);

        first.end();

        assertThat(begun).containsExactly("first", "second", "fourth");
    }

    @Test
    void endingTwiceFreesOnePlaceOnly() {
        Turn first = ask("first");
        ask("second");
        first.end();
        first.end();

        ask("third");
        ask("fourth");

        assertThat(begun).containsExactly("first", "second", "third");
        assertThat(turns.underWay()).isEqualTo(2);
    }

    @Test
    void oneThatEndsAsSoonAsItBeginsPassesTheTurnOn() {
        Turn first = ask("first");
        Turn second = ask("second");
        var third = new Turn[1];
        third[0] = turns.ask(() -> Objects.requireNonNull(third[0]).end());

        first.end();
        second.end();

        assertThat(turns.underWay()).isZero();
    }

    private Turn ask(String name) {
        return Objects.requireNonNull(turns.ask(() -> begun.add(name)));
    }
}
