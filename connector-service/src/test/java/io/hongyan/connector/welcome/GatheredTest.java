package io.hongyan.connector.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class GatheredTest {

    private final List<List<String>> calls = new ArrayList<>();
    private final Queue<Runnable> intervals = new ArrayDeque<>();
    private final Gathered<String> gathered = new Gathered<>(3, calls::add, intervals::add);

    @Test
    void whoAsksAfterAQuietIntervalDoesNotWait() {
        gathered.ask("ann");
        pass();
        assertThat(intervals).isEmpty();

        gathered.ask("ben");

        assertThat(calls).containsExactly(List.of("ann"), List.of("ben"));
    }

    @Test
    void whatIsAskedWithinAnIntervalGoesTogetherWhenItIsOver() {
        gathered.ask("ann");
        gathered.ask("ben");
        gathered.ask("cat");
        assertThat(calls).containsExactly(List.of("ann"));

        pass();
        gathered.ask("dan"); // within the next one
        assertThat(calls).containsExactly(List.of("ann"), List.of("ben", "cat"));

        pass();
        assertThat(calls).containsExactly(List.of("ann"), List.of("ben", "cat"), List.of("dan"));
    }

    @Test
    void oneCallAsksSoManyAtMost() {
        gathered.ask("first");
        for (String question : List.of("a", "b", "c", "d", "e", "f", "g")) {
            gathered.ask(question);
        }

        pass();

        assertThat(calls)
                .containsExactly(List.of("first"), List.of("a", "b", "c"), List.of("d", "e", "f"), List.of("g"));
    }

    private void pass() {
        intervals.remove().run();
    }
}
