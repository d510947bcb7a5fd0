package io.hongyan.connector.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class SharedTest {

    private record Call(List<String> about, CompletableFuture<List<String>> answer) {

        /** Says the same word about each. */
        void answer(String word) {
            answer.complete(about.stream().map(one -> word + " " + one).toList());
        }
    }

    private final List<Call> calls = new ArrayList<>();
    private final Shared<String, String> shared = new Shared<>(3, this::call);

    @Test
    void whoAsksFirstDoesNotWait() {
        CompletionStage<String> asked = shared.ask("ann");

        assertThat(calls).extracting(Call::about).containsExactly(List.of("ann"));
        calls.getFirst().answer("here is");
        assertThat(asked).isCompletedWithValue("here is ann");
    }

    @Test
    void whoAsksMeanwhileGoesWithOthersInTheNextCall() {
        shared.ask("ann");
        CompletionStage<String> ben = shared.ask("ben");
        CompletionStage<String> cat = shared.ask("cat");
        assertThat(calls).hasSize(1);

        calls.getFirst().answer("too old for them, but not for");

        assertThat(calls).extracting(Call::about).containsExactly(List.of("ann"), List.of("ben", "cat"));
        assertThat(ben).isNotDone();
        calls.getLast().answer("here is");
        assertThat(ben).isCompletedWithValue("here is ben");
        assertThat(cat).isCompletedWithValue("here is cat");
    }

    @Test
    void oneCallIsAboutSoManyAtMost() {
        for (String user : List.of("a", "b", "c", "d", "e")) {
            shared.ask(user);
        }

        calls.getLast().answer("here is");
        calls.getLast().answer("here is");

        assertThat(calls).extracting(Call::about).containsExactly(List.of("a"), List.of("b", "c", "d"), List.of("e"));
    }

    @Test
    void aCallThatFailsFailsForThoseItWasForAndForNobodyElse() {
        CompletionStage<String> ann = shared.ask("ann");
        CompletionStage<String> ben = shared.ask("ben");

        calls.getFirst().answer().completeExceptionally(new IllegalStateException("away"));
        calls.getLast().answer("here is");

        assertThat(ann).isCompletedExceptionally();
        assertThat(ben).isCompletedWithValue("here is ben");
    }

    @Test
    void aCallThatCannotBeMadeIsOver() {
        var broken = new Shared<String, String>(3, about -> {
            throw new IllegalStateException(about.getFirst());
        });

        assertThat(broken.ask("ann")).isCompletedExceptionally();
        assertThat(broken.ask("ben")).isCompletedExceptionally();
    }

    @Test
    void whoIsAnsweredMayAskAgainAtOnce() {
        CompletionStage<String> again = shared.ask("ann").thenCompose(_ -> shared.ask("ann"));

        calls.getFirst().answer("first");
        calls.getLast().answer("second");

        assertThat(again).isCompletedWithValue("second ann");
    }

    private CompletionStage<List<String>> call(List<String> about) {
        var call = new Call(about, new CompletableFuture<>());
        calls.add(call);
        return call.answer();
    }
}
